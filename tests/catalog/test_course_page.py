"""A5: the page of a course."""

from copy import deepcopy

import pytest
from django.core.files.base import ContentFile
from wagtail import hooks
from wagtail.models import PageViewRestriction

from tests.worlds import make_course, make_site, make_user
from widya.catalog.actions import count_learner, count_review
from widya.catalog.models import (
    COURSE_CONTEXT_HOOK,
    CatalogPage,
    Category,
    CourseInstructor,
    CoursePage,
    Instructor,
)
from widya.content.models import Video
from widya.organisation.models import SiteSettings

URL = "/pelatihan/pelayanan-publik/"
COURSE_QUERIES = 3  # the course, its instructors, its reviews


@pytest.fixture(scope="module")
def shared_course(shared_site, make_once):
    return make_once(make_taken_course, shared_site)


def make_taken_course(site):
    course = make_course(
        site,
        category=Category.objects.create(name="Hukum", slug="hukum"),
        author_name="Pusat Pelatihan",
        duration_minutes=150,
        level="medium",
        description="<p>Isi <b>deskripsi</b>.</p>",
        requirements="<ul><li>Sudah pegawai.</li></ul>",
    )
    count_learner(course.pk, by=16)
    return course


@pytest.fixture
def course(shared_course, db):
    return deepcopy(shared_course)


def page_of(client, url=URL):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_shows_what_the_manual_shows(client, course):
    text = page_of(client)
    for label in (
        "16 Peserta Terdaftar",
        "Oleh Pusat Pelatihan",
        "Tanggal Update",
        "Durasi",
        "2 Jam 30 Menit",
        "Total Peserta",
        "Total Materi",
        "Level",
        "Menengah",
        "Jumlah JP",
        "Sertifikat",
        "Ya",
        "Show Less",
        "Show More",
        "Deskripsi Pelatihan",
        "Materi",
        "Persyaratan",
        "Instruktur",
        "Ulasan",
        "Sudah pegawai.",
        "Topik 1: bacaan 1",
        "Bacaan · 10 Menit",
        "?kategori=hukum",
    ):
        assert label in text, label


def test_update_date_is_indonesian(client, course):
    course.last_published_at = course.last_published_at.replace(year=2025, month=4, day=28, hour=5)
    course.save()
    assert "28 April 2025" in page_of(client)


def test_instructors_show_with_position_and_biography(client, course):
    instructor = Instructor.objects.create(
        name="Dr. Ratna Wulandari, S.H.", position="Widyaiswara", biography="Mengajar <i>lama</i>."
    )
    CourseInstructor.objects.create(course=course, instructor=instructor)
    text = page_of(client)
    assert "Dr. Ratna Wulandari, S.H." in text
    assert "Widyaiswara" in text
    assert "Mengajar &lt;i&gt;lama&lt;/i&gt;." in text
    assert instructor.get_initials() == "RW"


def test_a_visitor_is_led_to_enrol_by_a_link_without_a_token(client, course):
    text = page_of(client)
    assert 'href="/belajar/pelayanan-publik/daftar/"' in text
    assert "csrfmiddlewaretoken" not in text


def test_a_signed_in_person_enrols_with_one_button(client, course):
    client.force_login(make_user())
    assert 'method="post" action="/belajar/pelayanan-publik/daftar/"' in page_of(client)


def test_the_button_bears_the_sites_word(client, site, course):
    SiteSettings.objects.filter(site=site).update(label_enrol="Ambil Kursus Ini")
    assert "Ambil Kursus Ini" in page_of(client)


@pytest.mark.parametrize(
    ("is_finished", "way"), [(False, "Lanjutkan belajar"), (True, "Lihat materi")]
)
def test_apps_above_add_their_part(client, course, is_finished, way):
    def add(request, course):
        return {"continue_url": "/lanjut/", "is_finished": is_finished}

    with hooks.register_temporarily(COURSE_CONTEXT_HOOK, add, order=1000):
        text = page_of(client)
    assert "/lanjut/" in text
    assert [words for words in ("Lanjutkan belajar", "Lihat materi") if words in text] == [way]


def test_average_rating_shows_once_there_are_reviews(client, course):
    assert "Belum ada ulasan" in page_of(client)
    count_review(course.pk, stars_by=9, count_by=2)
    assert "4,5 dari 5" in page_of(client, URL + "?segar")
    count_review(course.pk, stars_by=1, count_by=2)
    assert "(4 ulasan)" in page_of(client, URL + "?segar")


def test_an_unpublished_course_is_not_found(client, course):
    course.unpublish()
    assert client.get(URL).status_code == 404


def test_a_course_is_found_only_on_its_own_site(client, course):
    make_site("lain.localhost", is_default=False)
    assert client.get(URL, headers={"host": "lain.localhost"}).status_code == 404


@pytest.mark.parametrize("place", [CoursePage, CatalogPage])
def test_a_course_that_not_everybody_may_see_asks_to_sign_in(client, course, place):
    page_of(client)
    PageViewRestriction.objects.create(page=place.objects.get(), restriction_type="login")
    assert client.get(URL).url.startswith("/akun/login/")
    client.force_login(make_user())
    assert course.title in page_of(client)


def test_each_course_shows_its_own_outline_and_facts(client, site, course):
    page_of(client)
    make_course(site, title="Arsip", topics=1, duration_minutes=45, level="hard")
    text = page_of(client, "/pelatihan/arsip/")
    assert "45 Menit" in text
    assert "Sulit" in text
    assert "Topik 2" not in text
    assert "2 Jam 30 Menit" not in text


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("duration_minutes", 45, ">45 Menit<"),
        ("level", "hard", ">Sulit<"),
        ("credit_hours", 77, ">77<"),
        ("has_certificate", False, ">Tidak<"),
    ],
)
def test_a_changed_fact_shows_at_once(client, course, field, value, shown):
    assert shown not in page_of(client)
    setattr(course, field, value)
    course.save()
    assert shown in page_of(client)


def test_figures_are_those_of_the_course_as_they_are(client, site):
    first = make_course(site, title="A", topics=1)
    make_course(site, title="B", topics=3)
    assert 'tabular-nums">2</dd>' in page_of(client, "/pelatihan/a/")
    assert 'tabular-nums">6</dd>' in page_of(client, "/pelatihan/b/")
    count_learner(first.pk, by=19)
    assert 'tabular-nums">19</dd>' in page_of(client, "/pelatihan/a/?segar")


def test_instructors_are_those_of_the_course_in_its_order(client, site, course):
    other = make_course(site, title="Arsip", topics=0)
    for place, name in enumerate(["Ketiga", "Pertama", "Kedua"]):
        instructor = Instructor.objects.create(name=name, position="Widyaiswara")
        CourseInstructor.objects.create(
            course=course if place else other, instructor=instructor, sort_order=-place
        )
    instructors = client.get(URL).context["instructors"]
    assert [instructor.name for instructor in instructors] == ["Kedua", "Pertama"]


def test_queries(client, course, django_assert_num_queries):
    client.get(URL + "?pemanasan")
    with django_assert_num_queries(COURSE_QUERIES):
        client.get(URL + "?sesudahnya")


@pytest.fixture
def video(db):
    video = Video(title="Cuplikan")
    video.file.save("cuplikan.mp4", ContentFile(b"0123456789"))
    video.captions.save("cuplikan.vtt", ContentFile(b"WEBVTT\n"))
    return video


def test_the_preview_video_plays_for_everyone_in_ranges(client, course, video):
    course.preview_video = video
    course.save()
    url = f"/katalog/cuplikan/{video.uuid}/"
    assert url in page_of(client)
    response = client.get(url, headers={"range": "bytes=2-4"})
    assert response.status_code == 206
    assert b"".join(response.streaming_content) == b"234"
    assert response.headers["Content-Type"] == "video/mp4"
    captions = client.get(url + "takarir/")
    assert captions.headers["Content-Type"].startswith("text/vtt")
    assert captions.getvalue() == b"WEBVTT\n"


def test_other_videos_are_not_given_away(client, course, video):
    assert client.get(f"/katalog/cuplikan/{video.uuid}/").status_code == 404
    course.preview_video = video
    course.save()
    course.unpublish()
    assert client.get(f"/katalog/cuplikan/{video.uuid}/").status_code == 404


def test_a_video_whose_file_is_lost_is_not_found(client, course, video):
    course.preview_video = video
    course.save()
    video.file.storage.delete(video.file.name)
    assert client.get(f"/katalog/cuplikan/{video.uuid}/").status_code == 404
