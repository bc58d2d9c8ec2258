"""What certificates add to Wagtail and to the pages of other apps."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from widya.accounts.models import User
from widya.assessment.models import Attempt
from widya.catalog.models import COURSE_CONTEXT_HOOK, CoursePage
from widya.certificates.admin import CertificateViewSet
from widya.certificates.models import Certificate
from widya.certificates.permissions import policy
from widya.certificates.queries import certificate_for

register_permission_policy(Certificate, policy)


@hooks.register("register_admin_viewset")
def register_certificates() -> CertificateViewSet:
    return CertificateViewSet()


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action("certificates.revoke", _("Cabut sertifikat"), _("Mencabut sertifikat"))


@hooks.register("register_person_figures")
def certificates_of_person(person: User) -> list[tuple[Any, int]]:
    """Tell the staff how many certificates an account holds."""
    return [(_("Sertifikat"), Certificate.objects.filter(user=person).count())]


@hooks.register(COURSE_CONTEXT_HOOK)
def add_to_course_page(request: HttpRequest, course: CoursePage) -> dict[str, Any]:
    """Add the visitor's own ``certificate`` of the course, if there is one."""
    if not request.user.is_authenticated:
        return {}
    return {"certificate": certificate_for(request.user, course.pk)}


@hooks.register("construct_result_context")
def add_to_exam_result(request: HttpRequest, attempt: Attempt) -> dict[str, Any]:
    """Add the ``certificate`` that the attempt's enrolment earned, if there is one."""
    earned = Certificate.objects.filter(enrolment_id=attempt.enrolment_id, user_id=attempt.user_id)
    return {"certificate": earned.first()}
