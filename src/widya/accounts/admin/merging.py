"""Merging two accounts of one person: first see what would move, then say why and do it."""

from typing import Any, cast

from django.contrib.admin.utils import label_for_field
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, Table

from widya.accounts import actions
from widya.accounts.admin.acts import ACTS, PersonActView
from widya.accounts.models import User
from widya.accounts.queries import find_account
from widya.accounts.signals import personal_data_viewed
from widya.accounts.staff_forms import MergeForm

# What of the account itself is compared; the apps above add what they keep of a person.
COMPARED = ("username", "nip", "name", "email", "unit", "date_joined", "last_login")


class MergeView(PersonActView):
    """Takes a second account into this one, in two steps of one page."""

    name = "merge"
    permission_required = "change"
    page_title = _("Gabungkan akun")
    header_icon = "resubmit"
    explanation = _(
        "Isi akun kedua dari orang yang sama pindah ke akun ini: pelatihan, ujian, sertifikat, JP,"
        " favorit, dan identitasnya, yang tetap dapat dipakai untuk masuk. Akun kedua ditutup; yang"
        " berlaku ialah password dan alamat email akun ini. Kedua alamat diberi tahu. Penggabungan"
        " tidak dapat dibatalkan."
    )
    form_class = MergeForm
    template_name = "accounts/admin/merge.html"

    @classmethod
    def suits(cls, person: User) -> bool:
        return person.is_active and not (person.is_superuser or person.groups.exists())

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "find": self.find_other}

    def get_initial(self) -> dict[str, Any]:
        return {"other": self.request.GET.get("other", "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        name = self.request.POST.get("other") or self.request.GET.get("other", "")
        other = self.find_other(name)
        if other:
            staff = cast("User", self.request.user)
            personal_data_viewed.send(User, actor=staff, subject=other, now=timezone.now())
        return {
            **super().get_context_data(**kwargs),
            "name": name,
            "other": other,
            "table": comparison(self.object, other) if other else None,
        }

    def find_other(self, name: str) -> User | None:
        """Return the account of that name if one may merge it into this one."""
        found = find_account(name)
        if found is None or found == self.object:
            return None
        return self.get_queryset().filter(pk=found.pk).first()

    def act(self, **given: Any) -> str:
        actions.merge_accounts(given.pop("other"), self.object, site=self.site, **given)
        return gettext("Kedua akun digabung.")


ALL_ACTS: tuple[type[PersonActView], ...] = (*ACTS, MergeView)


def comparison(target: User, source: User) -> Table:
    """Return the table of what either account holds."""
    facts = [
        (label_for_field(name, User), getattr(target, name), getattr(source, name))
        for name in COMPARED
    ]
    for hook in hooks.get_hooks("register_person_figures"):
        figures = zip(hook(target), hook(source), strict=True)
        facts += [(label, figure, other) for (label, figure), (_label, other) in figures]
    rows = [
        {"label": capfirst(str(label)), "target": kept, "source": moved}
        for label, kept, moved in facts
    ]
    columns = [
        Column("label", label=""),
        Column("target", label=_("Akun ini (tetap)")),
        Column("source", label=_("Akun kedua (ditutup)")),
    ]
    return Table(columns, rows, caption=_("Isi kedua akun"))
