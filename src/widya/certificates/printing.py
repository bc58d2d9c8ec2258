"""The facts that stand on a certificate, gathered once, when it is issued.

They are kept as JSON: names, titles, agencies and colours may change afterwards, paper does not.
"""

import logging
from datetime import date
from io import BytesIO
from typing import TypedDict

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone
from PIL import Image
from wagtail.images.models import AbstractImage

from widya.catalog.models import CoursePage
from widya.catalog.queries import Topic, course_outline
from widya.certificates.apportionment import apportion
from widya.certificates.models import Certificate
from widya.learning.models import Enrolment
from widya.organisation.models import SiteSettings

logger = logging.getLogger(__name__)

LOGO_SIZE = (480, 240)  # pixels; it is printed 15 mm high


class Signatory(TypedDict):
    """Who answers for the certificate; both may be empty."""

    position: str
    name: str


class Material(TypedDict):
    """A row of the list of materials; ``jp`` is a decimal number as text, such as ``1.2``."""

    title: str
    lessons: list[str]
    jp: str


class Facts(TypedDict):
    """All that stands on a certificate, but for its number.

    ``issued_on`` is an ISO date, ``logo`` a name in the private storage or empty.
    """

    uuid: str
    holder: str
    nip: str
    course: str
    credit_hours: int
    ministry: str
    agency: str
    platform: str
    place: str
    issued_on: str
    signatory: Signatory
    check_url: str
    brand_colour: str
    accent_colour: str
    logo: str
    materials: list[Material]


class Printed(Facts):
    """All that stands on a certificate."""

    number: str


def passed_on(enrolment: Enrolment) -> date:
    """Return the day of passing at the seat of the platform, whatever the learner's own zone.

    The number's year and the printed date are both taken from it.
    """
    return timezone.localdate(enrolment.ended_at, timezone.get_default_timezone())


def printed_facts(certificate: Certificate, settings: SiteSettings) -> Facts:
    """Return what is printed on a certificate of that enrolment and site, but for its number."""
    enrolment = certificate.enrolment
    course = enrolment.run.course
    return {
        "uuid": str(certificate.uuid),
        "holder": enrolment.user.name,
        "nip": enrolment.user.nip or "",
        "course": course.title,
        "credit_hours": course.credit_hours,
        "ministry": settings.ministry_name,
        "agency": settings.agency_name,
        "platform": settings.platform_name,
        "place": settings.certificate_place,
        "issued_on": passed_on(enrolment).isoformat(),
        "signatory": {
            "position": settings.signatory_position,
            "name": settings.signatory_name,
        },
        "check_url": f"{certificate.site.root_url}{certificate.get_absolute_url()}",
        "brand_colour": settings.brand_colour,
        "accent_colour": settings.accent_colour,
        "logo": _kept_logo(settings),
        "materials": _materials(course),
    }


def _kept_logo(settings: SiteSettings) -> str:
    """Keep the logo as it is now, once per picture; a lost picture must not cost a pass."""
    if settings.logo is None:
        return ""
    storage = storages["private"]
    name = f"certificates/logos/{settings.logo_id}-{settings.logo.get_file_hash()}.png"
    try:
        return name if storage.exists(name) else storage.save(name, _small_png(settings.logo))
    except OSError:
        logger.exception("The logo of site %s cannot be read", settings.site_id)
        return ""


def _small_png(logo: AbstractImage) -> ContentFile[bytes]:
    small = BytesIO()
    with logo.open_file() as original, Image.open(original) as picture:
        picture.thumbnail(LOGO_SIZE)
        picture.convert("RGBA").save(small, "PNG", optimize=True)
    return ContentFile(small.getvalue())


def _materials(course: CoursePage) -> list[Material]:
    topics = course_outline(course.pk).topics
    if not topics:
        return [{"title": course.title, "lessons": [], "jp": str(course.credit_hours)}]
    shares = apportion(course.credit_hours, [_lesson_minutes(topic) for topic in topics])
    return [
        {"title": topic.title, "lessons": _lesson_titles(topic), "jp": str(share)}
        for topic, share in zip(topics, shares, strict=True)
    ]


def _lesson_minutes(topic: Topic) -> int:
    return sum(element.duration_minutes for element in topic.elements if element.is_material)


def _lesson_titles(topic: Topic) -> list[str]:
    return [element.title for element in topic.elements if element.is_material]
