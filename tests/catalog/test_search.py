"""A4: a search finds titles, summaries and what lessons say, in all forms of words."""

import pytest

from tests.worlds import make_bank, make_course, make_quiz, make_reading, make_topic, publish
from widya.catalog.models import CatalogueEntry, CoursePage, TopicPage
from widya.catalog.tasks import read_changed_lessons
from widya.content.models import Video

pytestmark = pytest.mark.django_db


def found(client, query, **more):
    response = client.get("/pelatihan/", {"q": query, **more})
    assert response.status_code == 200
    return [card["title"] for card in response.context["courses"]]


def make_lesson(course, text, **fields):
    topic = make_topic(course, readings=0)
    return make_reading(topic, body=[("rich_text", f"<p>{text}</p>")], **fields)


def test_titles_come_before_the_rest_and_the_very_phrase_comes_first(client, site):
    make_course(site, title="Etika pelayanan", summary="Tentang etika.")
    make_course(site, title="Arsip", summary="Etika pelayanan di kantor arsip.")
    make_course(site, title="Pelayanan dengan etika", summary="Lainnya.")
    expected = ["Etika pelayanan", "Pelayanan dengan etika", "Arsip"]
    assert found(client, "etika pelayanan") == expected
    assert found(client, "ETIKA  Pelayanan") == expected


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("MASYARAKAT", "Pemasyarakatan"),
        ("pemasyarakatan", "Masyarakat"),
        ("melayani", "Pelayanan"),
        ("tulis", "Penulisan Laporan"),
        ("pemasy", "Pemasyarakatan"),
        ("undang undang", "Perundang-undangan"),
    ],
)
def test_a_word_finds_its_other_forms(client, site, query, title):
    make_course(site, title=title, topics=0)
    make_course(site, title="Akuntansi", topics=0)
    assert found(client, query) == [title]


def test_every_word_must_occur(client, site):
    make_course(site, title="Paspor dan visa", topics=0)
    make_course(site, title="Visa", topics=0)
    assert found(client, "visa paspor") == ["Paspor dan visa"]


def test_words_that_say_nothing_are_not_needed(client, site):
    make_course(site, title="Paspor", topics=0)
    assert found(client, "yang ada di paspor") == ["Paspor"]
    assert found(client, "yang di dan") == []


def test_what_lessons_say_is_found_once_the_worker_has_read_them(client, course):
    make_lesson(course, "Tata cara <b>deportasi</b>.", title="Pengusiran")
    assert found(client, "deportasi") == []
    read_changed_lessons()
    assert found(client, "mendeportasi") == [course.title]
    assert found(client, "pengusiran deportasi pelayanan") == [course.title]


def test_what_a_video_says_is_found(client, course):
    video = Video.objects.create(title="Klip", file="klip.mp4", transcript="Tentang suaka.")
    make_lesson(course, "", video=video)
    read_changed_lessons()
    assert found(client, "suaka") == [course.title]


def test_what_a_withdrawn_lesson_said_is_found_no_longer(client, course):
    lesson = make_lesson(course, "Deportasi")
    read_changed_lessons()
    lesson.unpublish()
    read_changed_lessons()
    assert found(client, "deportasi") == []


def test_what_stands_below_a_withdrawn_topic_is_not_found(client, course):
    lesson = make_lesson(course, "Deportasi")
    lesson.get_parent().specific.unpublish()
    read_changed_lessons()
    assert found(client, "deportasi") == []


def test_questions_of_a_quiz_are_not_found(client, course):
    make_quiz(TopicPage.objects.descendant_of(course).first(), bank=make_bank("Yurisprudensi"))
    read_changed_lessons()
    assert found(client, "yurisprudensi") == []


def test_a_changed_page_is_found_by_its_new_words_and_its_lessons_by_theirs(client, course):
    make_lesson(course, "Deportasi")
    read_changed_lessons()
    course.title, course.summary = "Keimigrasian", "Tentang izin tinggal."
    publish(course)
    assert found(client, "deportasi") == ["Keimigrasian"]
    read_changed_lessons()
    assert found(client, "imigrasi") == ["Keimigrasian"]
    assert found(client, "pelayanan publik") == []


def test_lessons_are_read_again_only_when_they_have_changed(course, django_assert_num_queries):
    read_changed_lessons()
    with django_assert_num_queries(1):
        read_changed_lessons()
    make_lesson(course, "Deportasi")
    assert CatalogueEntry.objects.get().is_behind


def test_a_draft_is_found_only_when_it_is_published(client, course):
    course.unpublish()
    assert found(client, "pelayanan") == []
    publish(CoursePage.objects.get())
    assert found(client, "pelayanan") == ["Pelayanan Publik"]
