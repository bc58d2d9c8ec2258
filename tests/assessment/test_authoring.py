"""What authors meet in Wagtail's admin."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from tests.worlds import NOW, make_bank, make_course, make_exam, make_item, make_quiz, make_user
from widya.assessment.actions import submit_attempt
from widya.assessment.models import AssessmentPage, Item, ItemBank
from widya.catalog.models import TopicPage


@pytest.fixture
def author(db):
    return make_user("penulis", is_superuser=True)


@pytest.fixture
def client(client, author):
    client.force_login(author)
    return client


@pytest.fixture
def new_course(site):
    """Return a course without an exam."""
    return make_course(site, title="Kursus Baru", topics=1)


def item_data(bank, choices, *, kind="single", stem="Apa itu?", initial=0):
    rows = [{"text": text, "is_right": "on" if right else ""} for text, right in choices]
    return nested_form_data(
        {
            "bank": bank.pk,
            "kind": kind,
            "stem": stem,
            "explanation": "",
            "choices": inline_formset(rows, initial=initial),
        }
    )


def add_item(client, data):
    return client.post(reverse("wagtailsnippets_assessment_item:add"), data)


def choice_errors(response):
    return [form.errors for form in response.context["form"].formsets["choices"].forms]


def test_a_saved_item_is_frozen_at_once(client, author):
    bank = ItemBank.objects.create(name="Bank")
    response = add_item(client, item_data(bank, [("Ya", True), ("Tidak", False)]))
    assert response.status_code == 302
    revision = Item.objects.get().revisions.get()
    assert (revision.choices, revision.key, revision.created_by) == (["Ya", "Tidak"], [0], author)


def test_a_changed_item_keeps_its_earlier_revision(client):
    item = make_item(ItemBank.objects.create(name="Bank"), "Lama")
    rows = [
        {"id": choice.pk, "text": choice.text, "is_right": "on" if choice.is_right else ""}
        for choice in item.choices.all()
    ]
    data = nested_form_data(
        {
            "bank": item.bank_id,
            "kind": "single",
            "stem": "Baru",
            "explanation": "",
            "choices": inline_formset(rows, initial=4),
        }
    )
    client.post(reverse("wagtailsnippets_assessment_item:edit", args=[item.pk]), data)
    assert list(item.revisions.order_by("number").values_list("stem", flat=True)) == [
        "Lama",
        "Baru",
    ]


@pytest.mark.parametrize(
    ("kind", "choices", "place", "field"),
    [
        ("single", [("a", False), ("b", False)], 0, "is_right"),
        ("single", [("a", True), ("b", True)], 1, "is_right"),
        ("multiple", [("a", False), ("b", False)], 0, "is_right"),
        ("true_false", [("Benar", True), ("Salah", True)], 1, "is_right"),
        ("single", [("Ya", True), ("ya", False)], 1, "text"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_at_its_field(client, kind, choices, place, field):
    bank = ItemBank.objects.create(name="Bank")
    response = add_item(client, item_data(bank, choices, kind=kind))
    assert field in choice_errors(response)[place]
    assert not Item.objects.exists()


def test_a_true_or_false_item_has_two_choices(client):
    bank = ItemBank.objects.create(name="Bank")
    choices = [("Benar", True), ("Salah", False), ("Entah", False)]
    response = add_item(client, item_data(bank, choices, kind="true_false"))
    assert "kind" in response.context["form"].errors
    assert not Item.objects.exists()


@pytest.mark.parametrize("right", [1, 2, 3])
def test_a_multiple_choice_item_may_have_several_right_answers(client, right):
    bank = ItemBank.objects.create(name="Bank")
    choices = [(letter, place < right) for place, letter in enumerate("abc")]
    assert add_item(client, item_data(bank, choices, kind="multiple")).status_code == 302
    assert Item.objects.get().revisions.get().key == list(range(right))


def test_an_item_that_was_never_asked_can_be_deleted(client):
    item = make_item(ItemBank.objects.create(name="Bank"), "Apa itu?")
    client.post(reverse("wagtailsnippets_assessment_item:delete", args=[item.pk]))
    assert not Item.objects.exists()


def test_an_item_of_a_bank_in_use_cannot_be_deleted(client, exam, bank):
    item = bank.items.first()
    address = reverse("wagtailsnippets_assessment_item:delete", args=[item.pk])
    response = client.post(address, follow=True)
    assert "tidak dapat dihapus" in response.content.decode()
    assert Item.objects.filter(pk=item.pk).exists()


@pytest.mark.parametrize("is_closed", [True, False])
def test_an_item_that_was_asked_cannot_be_deleted(client, attempt, exam, bank, learner, is_closed):
    exam.sources.all().delete()
    exam.save()
    if is_closed:
        submit_attempt(learner, attempt.uuid, now=NOW)
    item = bank.items.first()
    client.post(reverse("wagtailsnippets_assessment_item:delete", args=[item.pk]))
    assert Item.objects.filter(pk=item.pk).exists()


def test_a_bank_that_holds_items_cannot_be_deleted(client, bank):
    address = reverse("wagtailsnippets_assessment_itembank:delete", args=[bank.pk])
    assert "masih berisi soal" in client.post(address, follow=True).content.decode()
    assert ItemBank.objects.filter(pk=bank.pk).exists()


def test_the_list_of_banks_counts_their_items(client, bank):
    bank.items.filter(pk=bank.items.first().pk).update(is_retired=True)
    response = client.get(reverse("wagtailsnippets_assessment_itembank:list"))
    listed = response.context["object_list"][0]
    assert (listed.active_count, listed.retired_count) == (3, 1)


def test_the_list_of_items_is_filtered_by_bank(client, bank):
    other = make_bank("Lain", count=1)
    address = reverse("wagtailsnippets_assessment_item:list")
    response = client.get(address, {"bank": other.pk})
    assert [item.bank for item in response.context["object_list"]] == [other]


def exam_data(bank, draw_count, *, action="action-publish"):
    return nested_form_data(
        {
            "title": "Ujian Akhir",
            "slug": "ujian-akhir",
            "introduction": "",
            "sources": inline_formset([{"bank": bank.pk, "draw_count": draw_count}]),
            "time_limit_minutes": 60,
            "pass_mark": 80,
            "retakes_allowed": 2,
            "grace_seconds": 60,
            "feedback_after": "each",
            "feedback": "score",
            "is_required": "on",
            "comments": inline_formset([]),
            action: "1",
        }
    )


def add_exam(client, parent, data):
    args = ("assessment", "assessmentpage", parent.pk)
    return client.post(reverse("wagtailadmin_pages:add", args=args), data)


def test_an_exam_that_asks_for_more_than_the_bank_holds_is_refused_at_the_field(
    client, new_course, bank
):
    response = add_exam(client, new_course, exam_data(bank, 5))
    [form] = response.context["form"].formsets["sources"].forms
    assert form.errors["draw_count"] == ["Bank ini berisi 4 soal, diminta 5."]
    assert not AssessmentPage.objects.child_of(new_course).exists()


def test_retired_items_do_not_count_for_an_exam(client, new_course, bank):
    bank.items.filter(pk=bank.items.first().pk).update(is_retired=True)
    response = add_exam(client, new_course, exam_data(bank, 4))
    assert "Bank ini berisi 3 soal, diminta 4." in response.content.decode()


def test_a_draft_may_wait_for_its_items(client, new_course, bank):
    add_exam(client, new_course, exam_data(bank, 5, action="draft"))
    assert not AssessmentPage.objects.child_of(new_course).get().live


def test_an_exam_that_the_bank_can_fill_is_published(client, new_course, bank):
    add_exam(client, new_course, exam_data(bank, 4))
    assert AssessmentPage.objects.child_of(new_course).get().live


@pytest.mark.parametrize("field", ["time_limit_minutes", "draw_count"])
def test_an_exam_needs_time_and_questions(client, new_course, bank, field):
    data = exam_data(bank, 0 if field == "draw_count" else 4)
    if field == "time_limit_minutes":
        data[field] = 0
    assert add_exam(client, new_course, data).status_code == 200
    assert not AssessmentPage.objects.child_of(new_course).exists()


def test_a_course_has_one_final_exam(client, course, exam, bank):
    assert not AssessmentPage.can_create_at(course)
    add_exam(client, course, exam_data(bank, 4))
    assert AssessmentPage.objects.count() == 1


def test_a_quiz_cannot_be_moved_to_be_a_second_final_exam(course, exam):
    quiz = make_quiz(TopicPage.objects.child_of(course).get(), bank=make_bank("Tes"))
    assert not quiz.can_move_to(course)


def test_a_new_quiz_proposes_more_retakes_than_an_exam(client, new_course):
    topic = TopicPage.objects.child_of(new_course).get()
    for parent, retakes in ((new_course, 2), (topic, 9)):
        args = ("assessment", "assessmentpage", parent.pk)
        form = client.get(reverse("wagtailadmin_pages:add", args=args)).context["form"]
        assert form["retakes_allowed"].value() == retakes


def test_the_preview_shows_questions_and_keeps_nothing(client, exam):
    address = reverse("wagtailadmin_pages:view_draft", args=[exam.pk])
    text = client.get(address).content.decode()
    assert "Soal 1 Bank" in text
    assert "Soal No: 4/4" in text
    assert not exam.attempts.exists()


def test_an_exam_with_attempts_cannot_be_deleted(client, attempt, exam):
    client.post(reverse("wagtailadmin_pages:delete", args=[exam.pk]))
    assert Page.objects.filter(pk=exam.pk).exists()


def test_a_copied_course_has_an_exam_of_its_own(course, exam):
    course.copy(recursive=True, update_attrs={"title": "Salinan", "slug": "salinan"})
    copy = AssessmentPage.objects.exclude(pk=exam.pk).get()
    assert [source.draw_count for source in copy.sources.all()] == [4]


def test_an_exam_made_by_hand_counts_its_time_limit_as_duration(new_course, bank):
    exam = make_exam(new_course, bank=bank, time_limit_minutes=45)
    assert exam.element_minutes == 45
