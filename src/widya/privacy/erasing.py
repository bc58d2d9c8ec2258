"""What goes when a person asks for erasure: one function per app, each within the transaction.

What stays, and why, ADR 0010 tells: certificates, credit hours, and the course results that they
rest on are records of training, which name a pseudonym from now on.
"""

from datetime import datetime
from functools import partial
from secrets import token_hex

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from wagtail.log_actions import registry
from wagtail.users.models import UserProfile

from widya.accounts.actions import end_sessions
from widya.accounts.models import FormerIdentifier, User
from widya.assessment.models import ExtraTime, LateAnswer
from widya.learning.models import Enrolment, Favourite, Review, Watching
from widya.notifications.queries import mails_to, notices_to, refusals_of
from widya.privacy.copying import remove_file
from widya.privacy.models import AccessEntry, DataCopy
from widya.privacy.traces import import_rows_about, log_entries_about

PSEUDONYM = "Akun yang dihapus"
EMPTIED = ("email", "phone", "workplace", "position", "rank", "photo")


def erase_mails(user: User, now: datetime) -> None:  # noqa: ARG001 - all erasers look alike
    """Delete the mails to the person, sent or not, and which ones were wanted."""
    mails_to(user).delete()
    refusals_of(user).delete()
    notices_to(user).delete()


def erase_import_rows(user: User, now: datetime) -> None:  # noqa: ARG001
    """Delete the rows of imported files; the files go by themselves (``imports.tasks``)."""
    import_rows_about(user).delete()


def erase_learning(user: User, now: datetime) -> None:  # noqa: ARG001
    """Delete what is no result: favourites, watchings, where one was, what reviews say."""
    Favourite.objects.filter(user=user).delete()
    Watching.objects.filter(enrolment__user=user).delete()
    Review.objects.filter(enrolment__user=user).update(text="")
    Enrolment.objects.filter(user=user).update(last_element=None, last_visited_at=None)


def erase_assessment(user: User, now: datetime) -> None:  # noqa: ARG001
    """Delete the extra time, whose reason may tell of a health, and what staff wrote beside."""
    ExtraTime.objects.filter(user=user).delete()
    LateAnswer.objects.filter(attempt__user=user).update(reason="")


def erase_own_requests(user: User, now: datetime) -> None:  # noqa: ARG001
    """Delete the copy of the data, and the log of who looked at them."""
    for copy in DataCopy.objects.filter(user=user):
        remove_file(copy)
        copy.delete()
    AccessEntry.objects.filter(subject=user).delete()


def erase_ways_in(user: User, now: datetime) -> None:  # noqa: ARG001
    """End all sessions, and forget addresses, linked identities and the second step of sign-in."""
    end_sessions(user)
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()


def erase_account_fields(user: User, now: datetime) -> None:
    """Empty the profile, shut the account and call it by a pseudonym."""
    if user.photo:
        transaction.on_commit(partial(user.photo.storage.delete, user.photo.name))
    FormerIdentifier.objects.filter(user=user).delete()
    UserProfile.objects.filter(user=user).delete()
    for name in EMPTIED:
        setattr(user, name, "")
    user.employee_type = User.EmployeeType.INTERNAL
    user.employment_status = User.EmploymentStatus.OTHER
    user.username, user.name = f"dihapus-{token_hex(6)}", PSEUDONYM
    user.nip = user.unit = user.joined_through = user.last_login = None
    user.set_unusable_password()
    # With a date, an account that is not active waits for nobody: no registration can take it.
    user.is_active, user.activated_at = False, user.activated_at or now
    user.save()


def erase_log_labels(user: User, now: datetime) -> None:  # noqa: ARG001
    """Take names and identifiers out of the staff's log; that something was done stays in it."""
    log_entries_about(user).update(label=str(user), data={})
    for review in Review.objects.filter(enrolment__user=user).select_related("enrolment__user"):
        registry.get_logs_for_instance(review).update(label=str(review))


ERASERS = (
    # What looks for the person's addresses and identifiers goes before these do.
    erase_mails,
    erase_import_rows,
    erase_learning,
    erase_assessment,
    erase_own_requests,
    erase_ways_in,
    erase_account_fields,
    erase_log_labels,
)
