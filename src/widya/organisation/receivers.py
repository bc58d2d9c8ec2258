"""What this app does when sites, their logos or units change."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.images import get_image_model
from wagtail.models import Page, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from widya.organisation.models import SiteSettings, Unit
from widya.organisation.queries import forget_brandings, forget_units


@receiver([post_save, post_delete], sender=Site)
@receiver([post_save, post_delete], sender=SiteSettings)
@receiver([post_save, post_delete], sender=get_image_model())
def forget_what_pages_show_of_sites(**kwargs: object) -> None:
    """Forget now, and again when others can see the change: they may have cached the old state."""
    forget_brandings()
    transaction.on_commit(forget_brandings)


@receiver([page_published, page_unpublished, post_page_move])
@receiver(post_delete, sender=Page)
def forget_links_to_pages(**kwargs: object) -> None:
    """As above: a page may have entered the footer, or be one that is to be accepted."""
    forget_what_pages_show_of_sites()


@receiver([post_save, post_delete], sender=Unit)
def forget_what_is_known_of_units(**kwargs: object) -> None:
    """As above. A site's units begin at a place in the tree, which is part of its branding."""
    for forget in (forget_units, forget_brandings):
        forget()
        transaction.on_commit(forget)
