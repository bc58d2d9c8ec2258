"""Civil servants' numbers (NIP, NI PPPK); pure, no Django.

Eighteen digits: birth date (8), first appointment (6: year and, for PNS, month), sex (1),
serial (3).
A number with a wrong length or birth date is refused. Anything else that looks odd is only doubted:
the registers themselves hold such numbers.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LENGTH = 18
SEPARATORS = re.compile(r"[\s.\-]+")
YOUNGEST, OLDEST = 17, 75
MALE, FEMALE = 1, 2


class Fault(StrEnum):
    """Why a text is no NIP."""

    LENGTH = "length"
    BIRTH_DATE = "birth_date"


class Doubt(StrEnum):
    """What is odd about a NIP."""

    AGE = "age"
    SEX = "sex"
    APPOINTMENT = "appointment"


class NipError(ValueError):
    """The text is no NIP; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault)


@dataclass(frozen=True, slots=True)
class Nip:
    """What the digits say.

    Attributes:
        sex: ISO/IEC 5218: 1 male, 2 female; other digits occur.
        is_pppk: the digits after the year of appointment are no month.
    """

    digits: str
    born_on: date
    appointed_year: int
    is_pppk: bool
    sex: int

    def doubts(self, *, today: date) -> tuple[Doubt, ...]:
        """Return what is odd about the number, in the order of its digits."""
        odd = {
            Doubt.AGE: not YOUNGEST <= _age(self.born_on, today) <= OLDEST,
            Doubt.APPOINTMENT: not (
                self.born_on.year + YOUNGEST <= self.appointed_year <= today.year + 1
            ),
            Doubt.SEX: self.sex not in {MALE, FEMALE},
        }
        return tuple(doubt for doubt, is_odd in odd.items() if is_odd)


def parse_nip(text: str) -> Nip:
    """Read a NIP as people write it, with spaces or dots between its parts.

    Raises:
        NipError: it has not 18 digits, or does not begin with a real date.
    """
    digits = without_separators(text)
    if not is_nip_like(digits):
        raise NipError(Fault.LENGTH)
    return Nip(
        digits=digits,
        born_on=_birth_date(digits[:8]),
        appointed_year=int(digits[8:12]),
        is_pppk=not 1 <= int(digits[12:14]) <= 12,
        sex=int(digits[14]),
    )


def is_nip(text: str) -> bool:
    """Tell whether the text is a NIP that nothing speaks against but doubts."""
    try:
        parse_nip(text)
    except NipError:
        return False
    return True


def spaced(digits: str) -> str:
    """Return the digits in the groups in which people read them: 19660801 198803 1 001."""
    return " ".join((digits[:8], digits[8:14], digits[14], digits[15:]))


def is_nip_like(text: str) -> bool:
    """Tell whether the text is 18 plain digits."""
    return len(text) == LENGTH and text.isascii() and text.isdigit()


def without_separators(text: str) -> str:
    """Drop what people write between the parts of a NIP."""
    return SEPARATORS.sub("", text)


def _birth_date(digits: str) -> date:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        raise NipError(Fault.BIRTH_DATE) from None


def _age(born_on: date, today: date) -> int:
    had_birthday = (today.month, today.day) >= (born_on.month, born_on.day)
    return today.year - born_on.year - (not had_birthday)
