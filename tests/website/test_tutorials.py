"""Row B20: videos that show how the platform is used."""

from copy import deepcopy

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from tests import worlds
from widya.content.models import Video
from widya.website.models import TutorialIndexPage, TutorialPage

pytestmark = pytest.mark.django_db
ADDRESS = "/video-tutorial/"
YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
QUERIES = 13


@pytest.fixture(scope="module")
def shared_index(make_once):
    return make_once(make_index)


def make_index():
    home = worlds.make_site().root_page
    page = TutorialIndexPage(title="Video Tutorial", slug="video-tutorial")
    return worlds.publish(home.add_child(instance=page))


@pytest.fixture
def index(shared_index, db):
    return deepcopy(shared_index)


@pytest.fixture
def video():
    video = Video(title="Login", transcript="Tekan Login.", duration_seconds=84)
    video.file.save("login.mp4", ContentFile(b"0123456789"), save=False)
    video.captions.save("login.vtt", ContentFile(b"WEBVTT"))
    return video


def make_tutorial(index, title="Login dengan NIP", **fields):
    page = TutorialPage(title=title, **{"summary": f"Ringkasan {title}.", **fields})
    page.clean()
    return worlds.publish(index.add_child(instance=page))


def test_the_list_shows_picture_title_and_length_in_the_editors_order(client, index, video):
    picture = get_image_model().objects.create(title="Layar", file=get_test_image_file())
    make_tutorial(index, "Login", video=video, picture=picture)
    make_tutorial(index, "Ujian", video_url=YOUTUBE, duration_seconds=3725)
    first, second = client.get(ADDRESS).context["tutorials"]
    assert (first.title, first.length) == ("Login", "1:24")
    assert first.image_url.endswith(".webp")
    assert (second.title, second.length, second.image_url) == ("Ujian", "1:02:05", "")


def test_the_picture_of_the_video_stands_in_for_that_of_the_page(client, index, video):
    video.poster = get_image_model().objects.create(title="Layar", file=get_test_image_file())
    video.save()
    make_tutorial(index, video=video)
    assert client.get(ADDRESS).context["tutorials"][0].image_url.endswith(".webp")


def test_a_visitor_watches_an_uploaded_video_with_captions_and_transcript(client, index, video):
    page = make_tutorial(index, video=video)
    html = client.get(page.url).text
    address = reverse("website:tutorial_video", args=[video.uuid])
    assert f'src="{address}"' in html
    assert "Tekan Login." in html
    part = client.get(address, headers={"range": "bytes=2-4"})
    assert (part.status_code, part.getvalue()) == (206, b"234")
    captions = client.get(reverse("website:tutorial_captions", args=[video.uuid]))
    assert captions.headers["Content-Type"].startswith("text/vtt")
    assert captions.getvalue() == b"WEBVTT"


def test_a_video_that_no_published_tutorial_shows_stays_closed(client, index, video):
    address = reverse("website:tutorial_video", args=[video.uuid])
    assert client.get(address).status_code == 404
    page = make_tutorial(index, video=video)
    assert client.get(address).getvalue() == b"0123456789"
    page.unpublish()
    assert client.get(address).status_code == 404


def test_a_tutorial_without_captions_has_none_to_send(client, index, video):
    video.captions.delete()
    make_tutorial(index, video=video)
    address = reverse("website:tutorial_captions", args=[video.uuid])
    assert client.get(address).status_code == 404


def test_a_link_is_played_on_request_and_the_policy_lets_its_player_in(client, index):
    page = make_tutorial(index, video_url=YOUTUBE)
    for _ in range(2):  # the second one comes from the cache of pages
        response = client.get(page.url)
        assert "Putar dari YouTube" in response.text
        policy = response.headers["Content-Security-Policy"]
        assert "frame-src 'self' https://www.youtube-nocookie.com" in policy


def test_a_tutorial_leads_to_the_next_ones(client, index):
    first, *_ = (make_tutorial(index, title, video_url=YOUTUBE) for title in "ABCDE")
    following = client.get(first.url).context["following"]
    assert [tutorial.title for tutorial in following] == ["B", "C", "D"]


@pytest.mark.parametrize(
    "fields", [{}, {"video_url": "https://example.com/v"}, {"video_url": "https://youtu.be/x"}]
)
def test_a_tutorial_needs_a_video_that_can_be_played(index, fields):
    with pytest.raises(ValidationError, match="video_url"):
        make_tutorial(index, **fields)


def test_a_tutorial_shows_one_video_only(index, video):
    with pytest.raises(ValidationError, match="video_url"):
        make_tutorial(index, video=video, video_url=YOUTUBE)


def test_no_tutorials_yet_says_so(client, index):
    assert "Belum ada video" in client.get(ADDRESS).text


def test_the_list_asks_the_database_as_often_for_many_as_for_few(
    client, index, django_assert_max_num_queries
):
    picture = get_image_model().objects.create(title="Layar", file=get_test_image_file())
    for number in range(6):
        make_tutorial(index, f"Video {number}", video_url=YOUTUBE, picture=picture)
    client.get(f"{ADDRESS}?pemanasan")
    with django_assert_max_num_queries(QUERIES):
        client.get(f"{ADDRESS}?baru")
