"""The order of locks: enrolment, attempt."""

from widya.assessment import errors
from widya.assessment.models import Attempt
from widya.learning.models import Enrolment


def locked_attempt(**wanted: object) -> Attempt:
    """Return the attempt as it is now, locked after its enrolment, which comes along with its run.

    Raises:
        AttemptUnknown: there is none.
    """
    of_attempt = {f"attempts__{name}": value for name, value in wanted.items()}
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("run")
        .filter(**of_attempt)
        .first()
    )
    if enrolment is None:
        raise errors.AttemptUnknown
    attempt = Attempt.objects.select_for_update().get(**wanted)
    attempt.enrolment = enrolment
    return attempt
