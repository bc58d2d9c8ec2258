"""What others ask about certificates."""

from uuid import UUID

from django.db.models import QuerySet

from widya.accounts.models import User
from widya.certificates.models import Certificate


def certificate_for(user: User, course_id: int) -> Certificate | None:
    """Return the person's certificate of the course, the latest when they took it twice."""
    return certificates_for(user).filter(enrolment__run__course_id=course_id).first()


def certificates_for(user: User) -> QuerySet[Certificate]:
    """Return the person's certificates, the latest first; ``printed`` says what is on each."""
    return Certificate.objects.filter(user=user).order_by("-issued_at", "-pk")


def certificate_by_uuid(uuid: UUID) -> Certificate | None:
    """Return the certificate for anybody who has its id; what to show of it, the caller minds."""
    return Certificate.objects.filter(uuid=uuid).first()
