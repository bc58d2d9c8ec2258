"""Links to videos of other houses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widya.core.embeds import embed_for

YOUTUBE = "https://www.youtube-nocookie.com"
VIMEO = "https://player.vimeo.com"


@pytest.mark.parametrize(
    "link",
    [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&t=4s",
        "https://m.youtube.com/watch?v=dQw4w9WgXcQ",
        "http://youtu.be/dQw4w9WgXcQ?si=abc",
        "https://www.youtube.com/shorts/dQw4w9WgXcQ",
        "https://www.youtube.com/live/dQw4w9WgXcQ",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
    ],
)
def test_youtube_plays_without_cookies(link):
    embed = embed_for(link, start_seconds=42, page_origin="https://belajar.example.id")
    assert embed.origin == YOUTUBE
    assert embed.url == (
        f"{YOUTUBE}/embed/dQw4w9WgXcQ?enablejsapi=1&autoplay=1&rel=0&start=42"
        "&origin=https%3A%2F%2Fbelajar.example.id"
    )


@pytest.mark.parametrize(
    ("link", "query"),
    [
        ("https://vimeo.com/76979871", "dnt=1&autoplay=1"),
        ("https://player.vimeo.com/video/76979871", "dnt=1&autoplay=1"),
        ("https://vimeo.com/76979871/8272103f6e", "dnt=1&autoplay=1&h=8272103f6e"),
        ("https://player.vimeo.com/video/76979871?h=8272103f6e", "dnt=1&autoplay=1&h=8272103f6e"),
    ],
)
def test_vimeo_plays_without_tracking(link, query):
    embed = embed_for(link, start_seconds=42)
    assert embed.origin == VIMEO
    assert embed.url == f"{VIMEO}/video/76979871?{query}#t=42s"


@pytest.mark.parametrize(
    "link",
    [
        "https://example.id/video.mp4",
        "https://youtube.com.example.id/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/playlist?list=PL123",
        "https://www.youtube.com/watch?v=short",
        "javascript:alert(1)//youtu.be/dQw4w9WgXcQ",
        "https://vimeo.com/channels/staffpicks",
    ],
)
def test_other_links_are_not_embedded(link):
    assert embed_for(link) is None


@given(st.text(max_size=40))
def test_an_embed_never_leaves_its_house(text):
    for start in ("https://youtu.be/", "https://www.youtube.com/watch?v=", "https://vimeo.com/"):
        embed = embed_for(start + text)
        assert embed is None or embed.url.startswith((f"{YOUTUBE}/embed/", f"{VIMEO}/video/"))
        assert embed is None or not set(embed.url) & set("\"'<> ")
