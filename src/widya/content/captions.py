"""WebVTT, as far as an upload is checked (https://www.w3.org/TR/webvtt1/)."""

import re

TIME = r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}"
TIMING = re.compile(rf"({TIME})[ \t]+-->[ \t]+({TIME})(?:[ \t].*)?")


class CaptionsError(ValueError):
    """The text is no WebVTT; ``line`` is where, from 1, or 0 for the file as a whole."""

    def __init__(self, message: str, *, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def check_webvtt(data: bytes) -> None:
    """Check that ``data`` is WebVTT with at least one cue and that every cue ends after it starts.

    Raises:
        CaptionsError: it is not.
    """
    lines = _lines(data)
    if not re.fullmatch(r"WEBVTT([ \t].*)?", lines[0]):
        raise CaptionsError("no WEBVTT in the first line", line=1)
    timings = [(number, line) for number, line in enumerate(lines, start=1) if "-->" in line]
    if not timings:
        raise CaptionsError("no cue")
    for number, line in timings:
        match = TIMING.fullmatch(line.strip())
        if match is None or _seconds(match[1]) >= _seconds(match[2]):
            raise CaptionsError("a timing is wrong", line=number)


def _lines(data: bytes) -> list[str]:
    try:
        return data.decode("utf-8-sig").splitlines() or [""]
    except UnicodeDecodeError as error:
        raise CaptionsError("not UTF-8") from error


def _seconds(time: str) -> float:
    hours, minutes, seconds = ["0", *time.split(":")][-3:]
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
