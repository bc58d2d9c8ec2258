"""Videos: who may have them, where they go on, and what counts as watched."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ReferenceIndex

from tests import worlds
from widya.catalog.queries import course_outline
from widya.content.models import Video
from widya.learning import errors
from widya.learning.actions import complete_lesson, record_watching, visit
from widya.learning.models import Completion, Watching

NOW = worlds.NOW
CONTENT = b"0123456789"
LATER = NOW + timedelta(minutes=10)
YOUTUBE = "https://youtu.be/dQw4w9WgXcQ"


@pytest.fixture
def video(db, settings, tmp_path):
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    return Video.objects.create(
        title="Video",
        file=ContentFile(CONTENT, name="video.mp4"),
        captions=ContentFile(b"WEBVTT\n", name="video.vtt"),
        transcript="Kata demi kata.",
        duration_seconds=100,
    )


@pytest.fixture
def make_lesson(course, django_capture_on_commit_callbacks):
    """Return a function that adds a lesson to the course's first topic, and indexes its media."""

    def make_lesson(**fields):
        with django_capture_on_commit_callbacks(execute=True):
            return worlds.make_reading(course.get_children().first().specific, **fields)

    return make_lesson


@pytest.fixture
def lesson(make_lesson, video):
    return make_lesson(title="Video", video=video)


@pytest.fixture
def linked(make_lesson):
    return make_lesson(title="Tautan", video_url=YOUTUBE, duration_minutes=10)


def url(name, lesson, course):
    return reverse(f"learning:{name}", args=[course.slug, lesson.pk])


def watch(enrolment, lesson, *ranges, now=LATER, position=0, duration=100):
    return record_watching(
        enrolment,
        lesson.pk,
        ranges=ranges,
        position_seconds=position,
        duration_seconds=duration,
        now=now,
    )


def is_sent(response):
    return response.status_code == 200 and b"".join(response.streaming_content) == CONTENT


def is_completed(lesson):
    return Completion.objects.filter(element_id=lesson.pk).exists()


def test_record_watching_adds_what_was_played(enrolment, lesson):
    visit(enrolment, lesson.pk, now=NOW)
    watch(enrolment, lesson, (0, 30), position=30)
    record = watch(enrolment, lesson, (20, 50), now=LATER + timedelta(seconds=30), position=50)
    assert record.ranges == [(0, 50)]
    assert Watching.objects.get().watched_seconds == 50
    assert Watching.objects.get().position_seconds == 50


def test_the_course_s_share_completes_the_video(enrolment, lesson):
    visit(enrolment, lesson.pk, now=NOW)
    watch(enrolment, lesson, (0, 79))
    assert not is_completed(lesson)
    watch(enrolment, lesson, (90, 91), now=LATER + timedelta(seconds=10))
    assert is_completed(lesson)


def test_watching_the_same_seconds_again_counts_once(enrolment, lesson):
    visit(enrolment, lesson.pk, now=NOW)
    for minutes in range(3):
        watch(enrolment, lesson, (0, 40), now=LATER + timedelta(minutes=minutes))
    assert Watching.objects.get().watched_seconds == 40
    assert not is_completed(lesson)


def test_nobody_watches_faster_than_the_clock_allows(enrolment, lesson):
    visit(enrolment, lesson.pk, now=NOW)
    watch(enrolment, lesson, (0, 100), now=NOW + timedelta(seconds=10))
    assert Watching.objects.get().watched_seconds == 23  # 10 s at double speed, and the slack
    assert not is_completed(lesson)


def test_a_report_without_a_visit_has_no_time_behind_it(enrolment, lesson):
    watch(enrolment, lesson, (0, 100))
    assert Watching.objects.get().watched_seconds == 3


def test_our_own_measure_of_the_length_counts(enrolment, lesson):
    visit(enrolment, lesson.pk, now=NOW)
    watch(enrolment, lesson, (0, 10), duration=10, position=500)
    record = Watching.objects.get()
    assert (record.duration_seconds, record.position_seconds) == (100, 100)
    assert not is_completed(lesson)


def test_record_watching_refuses_a_locked_video(course, enrolment, lesson):
    course.is_in_order = True
    worlds.publish(course)
    with pytest.raises(errors.ElementLocked):
        watch(enrolment, lesson, (0, 100))


def test_record_watching_refuses_what_is_no_video(course, enrolment):
    reading = course_outline(course.pk).elements[0]
    with pytest.raises(errors.UnknownElement):
        record_watching(
            enrolment, reading.id, ranges=[], position_seconds=0, duration_seconds=1, now=NOW
        )


def test_leaving_completes_no_uploaded_video(learner, course, lesson):
    response = learner.post(url("complete", lesson, course), follow=True)
    assert "Video “Video” tercatat selesai setelah 80% ditonton." in response.text
    assert not is_completed(lesson)


@pytest.mark.parametrize(("minutes", "is_done"), [(7, False), (8, True)])
def test_leaving_completes_a_linked_video_after_its_share_of_time(
    enrolment, linked, minutes, is_done
):
    visit(enrolment, linked.pk, now=NOW)
    now = NOW + timedelta(minutes=minutes)
    assert complete_lesson(enrolment, linked, now=now) is is_done
    assert is_completed(linked) is is_done


def test_a_linked_video_that_was_never_opened_is_not_completed(enrolment, linked):
    assert complete_lesson(enrolment, linked, now=NOW + timedelta(days=1)) is False


def test_the_page_resumes_at_the_second_and_tells_the_share(learner, course, lesson, enrolment):
    visit(enrolment, lesson.pk, now=NOW)
    watch(enrolment, lesson, (0, 45), position=45)
    page = learner.get(url("element", lesson, course)).text
    assert 'data-watch-position-value="45"' in page
    assert "Sudah ditonton 45%. Tercatat selesai pada 80%." in page
    assert "Kata demi kata." in page
    assert (
        "default-src 'self'"
        in learner.get(url("element", lesson, course)).headers["Content-Security-Policy"]
    )


def test_a_video_seen_to_its_end_starts_anew(learner, course, lesson, enrolment):
    visit(enrolment, lesson.pk, now=NOW)
    watch(enrolment, lesson, (0, 100), position=100)
    assert 'data-watch-position-value="0"' in learner.get(url("element", lesson, course)).text


def test_a_linked_video_waits_for_a_click_and_is_let_into_the_page(learner, course, linked):
    response = learner.get(url("element", linked, course))
    before, template = response.text.split("<template")
    assert "<iframe" not in before
    assert "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ" in template
    assert "origin=http%3A%2F%2Ftestserver" in template
    policy = response.headers["Content-Security-Policy"]
    assert "frame-src 'self' https://www.youtube-nocookie.com" in policy


def test_the_player_s_report_is_answered_with_the_share(learner, course, lesson):
    learner.get(url("element", lesson, course))
    report = {"ranges": [[0, 2]], "position": 2, "duration": 100}
    response = learner.post(url("watching", lesson, course), report, "application/json")
    assert response.json() == {
        "watched_percent": 2,
        "is_completed": False,
        "message": "Sudah ditonton 2%. Tercatat selesai pada 80%.",
    }


def test_the_answer_and_the_page_say_when_it_is_completed(learner, course, lesson, enrolment):
    visit(enrolment, lesson.pk, now=timezone.now() - timedelta(minutes=10))
    report = {"ranges": [[0, 90]], "position": 90, "duration": 100}
    answer = learner.post(url("watching", lesson, course), report, "application/json").json()
    assert answer["is_completed"] is True
    assert answer["message"] == "Video ini tercatat selesai ditonton."
    page = learner.get(url("element", lesson, course)).text
    assert "Video ini tercatat selesai ditonton." in page
    assert 'data-watch-completed-value="true"' in page


def test_a_broken_report_is_refused(learner, course, lesson):
    response = learner.post(url("watching", lesson, course), {"ranges": 1}, "application/json")
    assert response.status_code == 400
    assert response.json() == {"message": "Laporan pemutar tidak terbaca."}


def test_a_report_for_a_reading_is_refused(learner, course):
    reading = course_outline(course.pk).elements[0]
    address = reverse("learning:watching", args=[course.slug, reading.id])
    report = {"ranges": [], "position": 0, "duration": 1}
    response = learner.post(address, report, "application/json")
    assert response.status_code == 404


def test_a_report_needs_few_queries(
    learner, course, lesson, enrolment, django_assert_max_num_queries
):
    visit(enrolment, lesson.pk, now=timezone.now())
    report = {"ranges": [[0, 2]], "position": 2, "duration": 100}
    learner.post(url("watching", lesson, course), report, "application/json")
    with django_assert_max_num_queries(10):
        learner.post(url("watching", lesson, course), report, "application/json")


def test_a_video_page_needs_few_queries(learner, course, lesson, django_assert_max_num_queries):
    learner.get(url("element", lesson, course))
    with django_assert_max_num_queries(6):
        learner.get(url("element", lesson, course))


def test_learners_get_the_video_whole_or_in_part(learner, lesson, video):
    address = reverse("learning:video", args=[video.uuid])
    whole = learner.get(address)
    assert b"".join(whole.streaming_content) == CONTENT
    assert whole.headers["Content-Type"] == "video/mp4"
    part = learner.get(address, headers={"range": "bytes=2-5"})
    assert part.status_code == 206
    assert b"".join(part.streaming_content) == b"2345"


def test_learners_get_the_captions(learner, lesson, video):
    response = learner.get(reverse("learning:captions", args=[video.uuid]))
    assert b"".join(response.streaming_content) == b"WEBVTT\n"
    assert response.headers["Content-Type"] == "text/vtt; charset=utf-8"


@pytest.mark.indexed
def test_a_video_within_a_text_is_for_its_learners_too(learner, make_lesson, video):
    make_lesson(body=[("video", {"video": video, "caption": ""})])
    assert is_sent(learner.get(reverse("learning:video", args=[video.uuid])))


def test_a_lesson_s_own_video_need_not_wait_for_the_index(learner, course, video):
    worlds.make_reading(course.get_children().first().specific, title="Video", video=video)
    ReferenceIndex.objects.all().delete()
    assert is_sent(learner.get(reverse("learning:video", args=[video.uuid])))


def test_captions_that_are_not_there_are_not_found(learner, lesson, video):
    video.captions.delete()
    assert learner.get(reverse("learning:captions", args=[video.uuid])).status_code == 404


def test_others_do_not_get_the_video(client, lesson, video):
    address = reverse("learning:video", args=[video.uuid])
    assert client.get(address).status_code == 302
    client.force_login(worlds.make_user("budi"))
    assert client.get(address).status_code == 403


def test_staff_get_the_video(client, lesson, video):
    client.force_login(worlds.make_user("penulis", is_superuser=True))
    assert is_sent(client.get(reverse("learning:video", args=[video.uuid])))
