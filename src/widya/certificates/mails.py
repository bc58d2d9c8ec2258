"""The mail that a certificate was issued."""

from datetime import datetime, timedelta

from widya.certificates.models import Certificate
from widya.notifications.actions import News, tell
from widya.notifications.models import Topic

# After this it is no news: files are also made anew, and demonstrations have a past.
NEWS_FOR = timedelta(days=7)


def tell_holder(certificate: Certificate, *, now: datetime) -> None:
    """Tell the holder, if they want to hear of it, where the certificate is; once."""
    if certificate.is_revoked or now - certificate.issued_at > NEWS_FOR:
        return
    context = {
        "certificate": certificate,
        "url": certificate.site.root_url + certificate.get_absolute_url(),
    }
    news = News(
        user=certificate.user,
        site=certificate.site,
        about=f"certificate {certificate.uuid}",
        expires_at=certificate.issued_at + NEWS_FOR,
        context=context,
    )
    tell([news], topic=Topic.CERTIFICATE, template="certificates/email/issued", now=now)
