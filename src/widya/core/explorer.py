"""The explorer of pages."""

from wagtail.admin.views.pages.listing import ExplorableIndexView


class PageIndexView(ExplorableIndexView):
    """Offers to put pages in order only to who may."""

    def get_reorder_url(self) -> str | None:
        url: str = super().get_reorder_url()
        return url if self.permissions.can_reorder_children() else None
