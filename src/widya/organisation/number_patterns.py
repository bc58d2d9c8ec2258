"""The pattern of certificate numbers, such as ``SDM.MOOC/{year} {number:06}``; pure, no Django."""

import re
from string import Formatter

# How a field may be laid out: the number padded to a width of one digit, the year as it is.
LAYOUTS = {"year": re.compile(""), "number": re.compile("0?[1-9]?")}


class PatternError(ValueError):
    """The pattern lacks the running number, or holds something that it may not."""


def check_pattern(pattern: str) -> None:
    """Raise ``PatternError`` unless the pattern holds {number}, and no field but it and {year}.

    What is allowed is so little because the pattern is filled by ``str.format``, which would also
    read attributes of objects and make texts of any length.
    """
    try:
        fields = [field for field in Formatter().parse(pattern) if field[1] is not None]
    except ValueError as error:
        raise PatternError(pattern) from error
    names = {name for _, name, _, _ in fields}
    if "number" not in names or not all(
        _is_allowed(name, layout, conversion) for _, name, layout, conversion in fields
    ):
        raise PatternError(pattern)


def _is_allowed(name: str | None, layout: str | None, conversion: str | None) -> bool:
    allowed = LAYOUTS.get(name or "")
    return allowed is not None and not conversion and bool(allowed.fullmatch(layout or ""))
