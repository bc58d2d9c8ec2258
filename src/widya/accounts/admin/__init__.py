"""The staff's pages for accounts, in place of Wagtail's own."""

from widya.accounts.admin.people import StaffAccountView, UserViewSet, no_bulk_actions

__all__ = ["StaffAccountView", "UserViewSet", "no_bulk_actions"]
