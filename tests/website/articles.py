"""News for the tests of this folder."""

from datetime import date

from tests import worlds
from widya.website.models import NewsIndexPage, NewsPage


def make_news(site, title, *, day=1, **fields):
    """Return published news of that day of May 2026."""
    defaults = {
        "excerpt": f"Ringkasan {title}.",
        "body": f"<p>Isi {title}.</p>",
        "published_on": date(2026, 5, day),
    }
    index = NewsIndexPage.objects.child_of(site.root_page).get()
    return worlds.publish(index.add_child(instance=NewsPage(title=title, **{**defaults, **fields})))
