"""The staff's pages for accounts, in place of Wagtail's own."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.views.account import AccountView, BaseSettingsPanel, NameEmailSettingsPanel
from wagtail.admin.views.generic import usage
from wagtail.users.views import users as wagtail_users

from widya.accounts.models import User
from widya.accounts.queries import administered_people
from widya.accounts.signals import personal_data_changed, personal_data_viewed
from widya.accounts.staff_forms import PersonCreationForm, PersonEditForm


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
    """Reaches only accounts that the person on the staff administers; says who was looked at."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().get(request, *args, **kwargs)  # type: ignore[misc]
        subject = self.object  # type: ignore[attr-defined]
        personal_data_viewed.send(User, actor=request.user, subject=subject, now=timezone.now())
        return response

    def get_object(self, *args: Any) -> User:
        user: User = super().get_object(*args)  # type: ignore[misc]
        own = administered_people(self.request.user)  # type: ignore[attr-defined]
        if not own.filter(pk=user.pk).exists():
            raise Http404
        return user


class IndexView(wagtail_users.IndexView):
    """Lists the accounts."""

    search_fields = ("username", "name", "nip", "email")

    @property
    def columns(self) -> list[Column]:
        return [
            self._get_title_column("name", wagtail_users.UserColumn),
            Column("username", label=_("NIP/Username"), sort_key="username"),
            Column("unit", label=_("Unit kerja"), sort_key="unit__path"),
            BooleanColumn("is_active", label=_("Aktif"), sort_key="is_active"),
            DateColumn("last_login", label=_("Terakhir masuk"), sort_key="last_login"),
        ]

    def get_base_queryset(self) -> QuerySet[User]:
        return administered_people(self.request.user).select_related("unit", "wagtail_userprofile")

    def order_queryset(self, queryset: QuerySet[User]) -> QuerySet[User]:
        # Wagtail's own orders by the first and last name that our people do not have.
        return generic.IndexView.order_queryset(self, queryset)


class CreateView(PersonFormView, wagtail_users.CreateView):
    """Makes an account."""


class EditView(PersonFormView, OwnPeopleView, wagtail_users.EditView):
    """Changes an account, and says what of it."""

    def save_instance(self) -> User:
        person: User = super().save_instance()
        personal_data_changed.send(
            User,
            actor=self.request.user,
            subject=person,
            fields=self.form.changed_data,
            now=timezone.now(),
        )
        return person


class DeleteView(OwnPeopleView, wagtail_users.DeleteView):
    """Deletes an account."""


class HistoryView(OwnPeopleView, wagtail_users.HistoryView):
    """Shows what the staff did to an account."""


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
    copy_view_enabled = False
    index_template_name = "wagtailadmin/generic/index.html"
    index_results_template_name = "wagtailadmin/generic/index_results.html"
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"

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
