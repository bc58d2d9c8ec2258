"""What every page knows of its site."""

from django.http import HttpRequest

from widya.organisation.queries import branding_for


def branding(request: HttpRequest) -> dict[str, object]:
    """Add ``branding``, the site's name, colours and words."""
    return {"branding": branding_for(request)}
