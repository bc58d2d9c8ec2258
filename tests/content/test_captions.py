"""WebVTT: what is accepted, what is refused and where."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widya.content.captions import CaptionsError, check_webvtt

GOOD = """WEBVTT Takarir

1
00:00.000 --> 00:02.500 line:80%
Selamat datang.

00:00:02.500 --> 100:00:04.000
Sampai jumpa.
"""


@pytest.mark.parametrize("text", [GOOD, "\ufeff" + GOOD, GOOD.replace("\n", "\r\n")])
def test_webvtt_is_accepted(text):
    check_webvtt(text.encode())


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", 1),
        (b"1\n00:00:01,000 --> 00:00:02,000\nSRT\n", 1),
        (b"WEBVTTX\n", 1),
        (b"WEBVTT\n\nno cue\n", 0),
        (b"WEBVTT\n\n00:01.000 --> 00:01.000\nx\n", 3),
        (b"WEBVTT\n\n00:03.000 --> 00:01.000\nx\n", 3),
        (b"WEBVTT\n\n00:01 --> 00:02\nx\n", 3),
        (b"WEBVTT\n\n00:61.000 --> 01:02.000\nx\n", 3),
        (b"WEBVTT\n\xff\xfe", 0),
    ],
)
def test_what_is_no_webvtt_is_refused_with_its_line(data, line):
    with pytest.raises(CaptionsError) as caught:
        check_webvtt(data)
    assert caught.value.line == line


@given(st.text(max_size=200))
def test_any_text_before_a_good_cue_is_accepted_or_refused_as_captions(text):
    data = f"WEBVTT\n\n{text}\n\n00:01.000 --> 00:02.000\nx\n".encode("utf-8", "surrogatepass")
    with suppress(CaptionsError):
        check_webvtt(data)
