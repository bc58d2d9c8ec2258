"""What reviewers see of item banks and of results: everything, and nothing to act with."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from tests.worlds import make_item, make_site, make_user
from widya.accounts.actions import grant_role, set_up_roles
from widya.assessment.actions import submit_attempt
from widya.assessment.models import Attempt, Item, ItemBank, LateAnswer
from widya.learning.actions import write_review
from widya.learning.models import Enrolment

ACTS = ("extend", "reopen", "void")
ACTS_ON_ALL = ("extend_all", "pause", "resume", "regrade")


@pytest.fixture
def reviewer(site):
    set_up_roles(site, site.root_page)
    user = make_user("penelaah")
    grant_role(user, site, "reviewer")
    return user


@pytest.fixture
def client(client, reviewer):
    client.force_login(reviewer)
    return client


@pytest.fixture
def closed(attempt, learner):
    return submit_attempt(learner, attempt.uuid, now=attempt.started_at)


def address(name, *arguments):
    return reverse(name, args=arguments)


def html(client, name, *arguments):
    response = client.get(address(name, *arguments))
    assert response.status_code == 200
    return response.content.decode()


def test_an_item_is_read_with_its_key_and_explanation(client, bank):
    item = make_item(bank, "Berapa jam <b>setahun</b>?", explanation="Menurut PP 11/2017.")
    page = html(client, "wagtailsnippets_assessment_item:inspect", item.pk)
    assert page.count("(benar)") == 1
    assert "<li>A. Berapa jam &lt;b&gt;setahun&lt;/b&gt;? <strong>(benar)</strong></li>" in page
    assert "Menurut PP 11/2017." in page


def test_the_lists_lead_to_what_may_be_read(client, bank):
    item = bank.items.first()
    banks = html(client, "wagtailsnippets_assessment_itembank:list")
    inspect_bank = address("wagtailsnippets_assessment_itembank:inspect", bank.pk)
    assert inspect_bank in banks
    assert f"?bank={bank.pk}" in client.get(inspect_bank).content.decode()
    items = html(client, "wagtailsnippets_assessment_item:list")
    assert address("wagtailsnippets_assessment_item:inspect", item.pk) in items
    for act in ("edit", "delete", "copy"):
        assert f"/item/{act}/{item.pk}/" not in items
    assert "/item/add/" not in items


@pytest.mark.parametrize("act", ["edit", "delete", "copy"])
def test_items_and_banks_are_not_changed(client, bank, act):
    for kind, found in (("item", bank.items.first()), ("itembank", bank)):
        path = f"/admin/snippets/assessment/{kind}/{act}/{found.pk}/"
        for response in (client.get(path), client.post(path, {"name": "x", "stem": "x"})):
            assert response.status_code in {302, 404}
    assert ItemBank.objects.get() == bank
    assert ItemBank.objects.get().name == bank.name
    assert not Item.objects.filter(stem="x").exists()


def test_several_items_are_not_deleted_at_once(client, bank):
    query = "&".join(f"id={item.pk}" for item in bank.items.all())
    client.post(f"/admin/bulk/assessment/item/delete/?{query}&next=/admin/")
    assert Item.objects.count() == 4


def test_results_are_listed_without_anything_to_act_with(client, closed, exam, learner):
    assert learner.name in html(client, "enrolments:index")
    assert learner.name in html(client, "attempts:index")
    detail = html(client, "attempts:inspect", closed.pk)
    board = html(client, "attempts:board", exam.pk)
    for act in ACTS:
        assert f"/{act}/" not in detail
    for act in ACTS_ON_ALL:
        assert f"/{act}/" not in board


def test_results_are_exported_to_be_read(client, closed, learner):
    response = client.get(address("enrolments:index"), {"export": "csv"})
    assert learner.name in b"".join(response.streaming_content).decode()


@pytest.mark.parametrize("act", [*ACTS, *ACTS_ON_ALL])
def test_acts_on_attempts_are_refused(client, attempt, exam, act):
    found = attempt if act in ACTS else exam
    path = address(f"attempts:{act}", found.pk)
    before = Attempt.objects.values().get()
    fields = {"reason": "Listrik padam", "minutes": 10}
    assert {client.get(path).status_code, client.post(path, fields).status_code} == {404}
    assert Attempt.objects.values().get() == before
    assert not exam.pauses.exists()


def test_late_answers_and_extra_time_are_not_a_reviewers_matter(client, attempt):
    now = timezone.now()
    late = LateAnswer.objects.create(
        attempt=attempt, position=2, choices=[0], made_at=now, received_at=now
    )
    assert client.get(address("late_answers:index")).status_code == 302
    assert client.get(address("late_answers:decide", late.pk)).status_code == 404
    client.post(address("late_answers:decide", late.pk), {"reason": "x", "accepts": "yes"})
    assert LateAnswer.objects.get().state == late.state
    assert client.get(address("extra_time:add")).status_code == 302


def test_reviews_of_learners_are_not_hidden_by_reviewers(client, enrolment, learner):
    Enrolment.objects.update(state=Enrolment.State.PASSED, finished_at=timezone.now())
    review = write_review(Enrolment.objects.get(), stars=1, text="Buruk", now=timezone.now())
    path = address("reviews:edit", review.pk)
    assert client.get(path).status_code in {302, 404}
    client.post(path, {"hidden_reason": "Tidak suka"})
    review.refresh_from_db()
    assert review.hidden_at is None


def test_another_sites_reviewer_sees_nothing(client, attempt, exam, learner):
    other = make_site("lain.localhost", is_default=False)
    set_up_roles(other, other.root_page)
    stranger = make_user("lain")
    grant_role(stranger, other, "reviewer")
    client.force_login(stranger)
    for name in ("enrolments:index", "attempts:index"):
        assert learner.name not in html(client, name)
    assert client.get(address("attempts:inspect", attempt.pk)).status_code == 404
    assert client.get(address("attempts:board", exam.pk)).status_code == 404


def test_an_administrator_elsewhere_only_looks_where_they_review(client, reviewer, attempt, exam):
    """Django's permissions hold on every site: the page's right decides where."""
    other = make_site("lain.localhost", is_default=False)
    set_up_roles(other, other.root_page)
    grant_role(reviewer, other, "administrator")
    assert Site.objects.filter(roles__group__user=reviewer).count() == 2
    assert "/extend/" not in html(client, "attempts:inspect", attempt.pk)
    assert "/pause/" not in html(client, "attempts:board", exam.pk)
    for name, found in (("extend", attempt), ("void", attempt), ("pause", exam)):
        fields = {"reason": "Listrik padam", "minutes": 10}
        response = client.post(address(f"attempts:{name}", found.pk), fields)
        assert response.status_code == 404
    assert Attempt.objects.get().state == Attempt.State.OPEN


@pytest.mark.parametrize("name", ["certificates_admin:index", "reviews:index", "extra_time:index"])
def test_what_is_not_for_reviewers_stays_shut(client, name):
    assert client.get(address(name)).status_code == 302
