"""How people keep courses for later."""

from datetime import datetime

from widya.accounts.models import User
from widya.catalog.models import CoursePage
from widya.learning.models import Favourite


def add_favourite(user: User, course: CoursePage, *, now: datetime) -> None:
    """Keep the course for the person; again changes nothing."""
    Favourite.objects.get_or_create(user=user, course=course, defaults={"created_at": now})


def remove_favourite(user: User, course: CoursePage) -> None:
    """Keep the course no longer; again changes nothing."""
    Favourite.objects.filter(user=user, course=course).delete()
