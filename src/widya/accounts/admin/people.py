"""The list of accounts, and the pages to make and to change one."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.account import AccountView, BaseSettingsPanel, NameEmailSettingsPanel
from wagtail.admin.views.generic import usage
from wagtail.users.views import users as wagtail_users

from widya.accounts.actions import note_correction
from widya.accounts.admin.detail import FIELDS, DetailView
from widya.accounts.admin.filters import PersonFilterSet
from widya.accounts.admin.merging import ALL_ACTS
from widya.accounts.mails import send_welcome
from widya.accounts.models import User
from widya.accounts.permissions import people_of_staff
from widya.accounts.signals import personal_data_viewed
from widya.accounts.staff_forms import CorrectionForm, PersonCreationForm, PersonEditForm
from widya.organisation.queries import site_for


class PersonFormView:
    """Tells the form who fills it in, and that person what is odd about what was saved."""

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]
        return {**kwargs, "for_user": self.request.user}  # type: ignore[attr-defined]

    def form_valid(self, form: PersonCreationForm | PersonEditForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        for doubt in form.doubts:
            messages.warning(self.request, doubt)  # type: ignore[attr-defined]
        return response


class OwnPeopleView:
    """Reaches only the accounts of the member of staff; says who was looked at."""

    reach = "change"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().get(request, *args, **kwargs)  # type: ignore[misc]
        subject = self.object  # type: ignore[attr-defined]
        personal_data_viewed.send(User, actor=request.user, subject=subject, now=timezone.now())
        return response

    def get_object(self, *args: Any) -> User:
        user: User = super().get_object(*args)  # type: ignore[misc]
        own = people_of_staff(self.request.user, self.reach)  # type: ignore[attr-defined]
        if not own.filter(pk=user.pk).exists():
            raise Http404
        return user


class NameColumn(TitleColumn):
    """A name with a picture, broken between words only."""

    cell_template_name = "accounts/admin/name_cell.html"


class IndexView(wagtail_users.IndexView):
    """Lists the accounts."""

    search_fields = ("username", "name", "nip", "email")

    @property
    def columns(self) -> list[Column]:
        name = self._get_title_column_class(NameColumn)
        return [
            name("name", label=_("Nama"), sort_key="name", get_url=self.get_inspect_url),
            Column("username", label=_("NIP/Username"), sort_key="username"),
            Column("unit", label=_("Unit kerja"), sort_key="unit__path"),
            StatusTagColumn(
                "account_state.label",
                label=_("Keadaan"),
                sort_key="is_active",
                primary=lambda person: person.is_active,
            ),
            DateColumn("last_login", label=_("Terakhir masuk"), sort_key="last_login"),
        ]

    def get_base_queryset(self) -> QuerySet[User]:
        return people_of_staff(self.request.user).select_related("unit", "wagtail_userprofile")

    def get_filterset_kwargs(self) -> dict[str, Any]:
        # Wagtail's own tells its filters what ours do not ask.
        return generic.IndexView.get_filterset_kwargs(self)

    def order_queryset(self, queryset: QuerySet[User]) -> QuerySet[User]:
        # Wagtail's own orders by the first and last name that our people do not have.
        return generic.IndexView.order_queryset(self, queryset)


class CreateView(PersonFormView, wagtail_users.CreateView):
    """Makes an account, and tells its owner so."""

    success_message = _("Akun “%(object)s” dibuat. Mail menunjukkan cara membuat password.")

    def save_instance(self) -> User:
        person: User = super().save_instance()
        site = person.joined_through or site_for(self.request)
        send_welcome(person, site=site, now=timezone.now())
        return person


class PersonView(OwnPeopleView, DetailView):
    """Shows an account."""

    reach = "view"


class EditView(PersonFormView, OwnPeopleView, wagtail_users.EditView):
    """Changes an account, and says what of it; the help desk corrects what identifies it."""

    permission_required = "help"
    reach = "help"

    def get_form_class(self) -> type[PersonEditForm | CorrectionForm]:
        own = people_of_staff(self.request.user, "change")
        return PersonEditForm if own.filter(pk=self.object.pk).exists() else CorrectionForm

    def get_success_url(self) -> str:
        return reverse("wagtailusers_users:inspect", args=[self.object.pk])

    def save_instance(self) -> User:
        person: User = super().save_instance()
        note_correction(
            person,
            fields=[name for name in self.form.changed_data if name != "reason"],
            old_email=self.form.initial["email"],
            site=person.joined_through or site_for(self.request),
            reason=self.form.cleaned_data["reason"],
            by=self.request.user,
            now=timezone.now(),
        )
        return person


class DeleteView(OwnPeopleView, wagtail_users.DeleteView):
    """Deletes an account."""


class HistoryView(OwnPeopleView, wagtail_users.HistoryView):
    """Shows what the staff did to an account."""

    any_permission_required = ["help"]
    reach = "help"


class UsageView(OwnPeopleView, usage.UsageView):
    """Shows where an account is referred to."""


class UserViewSet(wagtail_users.UserViewSet):
    """Where the staff keep the accounts."""

    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    delete_view_class = DeleteView
    history_view_class = HistoryView
    usage_view_class = UsageView
    inspect_view_class = PersonView
    inspect_view_enabled = True
    inspect_view_fields = FIELDS
    filterset_class = PersonFilterSet
    copy_view_enabled = False
    index_template_name = "wagtailadmin/generic/index.html"
    index_results_template_name = "wagtailadmin/generic/index_results.html"
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"
    inspect_template_name = DetailView.template_name

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            *(path(f"{view.name}/<int:pk>/", view.as_view(), name=view.name) for view in ALL_ACTS),
        ]

    def get_form_class(
        self,
        for_update: bool = False,  # noqa: FBT001, FBT002 - Wagtail's signature
    ) -> type[PersonCreationForm | PersonEditForm]:
        return PersonEditForm if for_update else PersonCreationForm


def no_bulk_actions(request: HttpRequest, action: str) -> HttpResponse:  # noqa: ARG001 - Django's
    """Withhold Wagtail's bulk actions: they ask neither for an account's site nor for its roles."""
    raise Http404


class StaffAccountView(AccountView):
    """How the staff side looks to oneself; name and password have their pages elsewhere."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        panels = super().get_panels()
        return [panel for panel in panels if not isinstance(panel, NameEmailSettingsPanel)]
