"""What the staff see of outgoing mails."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests import worlds
from tests.worlds import NOW
from widya.accounts.actions import grant_role, set_up_roles
from widya.notifications.models import Mail

pytestmark = pytest.mark.django_db
SECRET = "rahasia-123456"


@pytest.fixture(scope="module")
def shared_site(make_once):
    return make_once(make_site)


def make_site():
    site = worlds.make_site()
    set_up_roles(site, site.root_page)
    return site


@pytest.fixture
def site(shared_site, db):
    return deepcopy(shared_site)


@pytest.fixture
def administrator(site, client):
    user = worlds.make_user("staf")
    grant_role(user, site, "administrator")
    client.force_login(user)
    return user


def make_mail(site, subject="Aktifkan akun", state="failed"):
    return Mail.objects.create(
        site=site,
        sender="w@example.id",
        recipients=["siti@example.id"],
        subject=subject,
        text=SECRET,
        html=SECRET,
        state=state,
        last_error="Connection refused",
        created_at=NOW,
        next_attempt_at=NOW,
    )


def address(name, *mails):
    return reverse(f"mails:{name}", args=[mail.pk for mail in mails])


def test_administrators_list_the_mails_of_their_own_site(client, site, administrator):
    other = worlds.make_site("kemenkum.localhost", is_default=False)
    own = make_mail(site)
    make_mail(other, "Di tempat lain")
    response = client.get(address("index"))
    assert list(response.context["object_list"]) == [own]
    assert "siti@example.id" in response.text


def test_superusers_list_all(client, site):
    client.force_login(worlds.make_user("super", is_superuser=True))
    mails = [make_mail(site), make_mail(None)]
    assert set(client.get(address("index")).context["object_list"]) == set(mails)


def test_failed_mails_are_found_by_their_state(client, site, administrator):
    failed = make_mail(site)
    make_mail(site, state="sent")
    response = client.get(address("index"), {"state": "failed"})
    assert list(response.context["object_list"]) == [failed]


def test_the_start_page_says_that_mails_failed_of_late(client, site, administrator):
    assert "Mail yang gagal" not in client.get("/admin/").text
    old = make_mail(site)
    Mail.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=8))
    make_mail(site, state="sent")
    assert "Mail yang gagal" not in client.get("/admin/").text
    Mail.objects.filter(pk=make_mail(site).pk).update(created_at=timezone.now())
    page = client.get("/admin/").text
    assert "1 mail dari tujuh hari terakhir tidak dapat dikirim." in page
    assert f"{address('index')}?state=failed" in page


def test_the_start_page_of_others_says_nothing_of_mails(client, site):
    author = worlds.make_user("penulis", joined_through=site)
    grant_role(author, site, "author")
    client.force_login(author)
    Mail.objects.filter(pk=make_mail(site).pk).update(created_at=timezone.now())
    assert "Mail yang gagal" not in client.get("/admin/").text


def test_the_detail_says_why_it_failed_but_not_what_the_mail_says(client, site, administrator):
    text = client.get(address("inspect", make_mail(site))).text
    assert "Connection refused" in text
    assert "Kirim lagi" in text
    assert SECRET not in text


def test_a_failed_mail_goes_into_the_queue_again(client, site, administrator):
    mail = make_mail(site)
    assert "siti@example.id" in client.get(address("send_again", mail)).text
    assert client.post(address("send_again", mail)).url == address("inspect", mail)
    mail.refresh_from_db()
    assert mail.state == "waiting"
    entry = ModelLogEntry.objects.for_instance(mail).get()
    assert (entry.action, entry.user) == ("notifications.send_again", administrator)


def test_a_mail_that_was_sent_is_not_sent_again(client, site, administrator):
    mail = make_mail(site, state="sent")
    assert "Kirim lagi" not in client.get(address("inspect", mail)).text
    response = client.post(address("send_again", mail), follow=True)
    assert "sudah terkirim atau kedaluwarsa" in response.text
    mail.refresh_from_db()
    assert mail.state == "sent"


def test_mails_of_other_sites_are_out_of_reach(client, site, administrator):
    foreign = make_mail(worlds.make_site("kemenkum.localhost", is_default=False))
    assert client.get(address("inspect", foreign)).status_code == 404
    assert client.post(address("send_again", foreign)).status_code == 404


def test_authors_see_no_mails(client, site):
    author = worlds.make_user("penulis")
    grant_role(author, site, "author")
    client.force_login(author)
    assert client.get(address("index")).status_code == 302
