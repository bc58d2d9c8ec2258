import pytest

from widya.portal.greetings import greeting_at


@pytest.mark.parametrize(
    ("hours", "greeting"),
    [
        (range(4, 11), "Selamat pagi"),
        (range(11, 15), "Selamat siang"),
        (range(15, 19), "Selamat sore"),
        ([19, 23, 0, 3], "Selamat malam"),
    ],
)
def test_each_hour_has_its_greeting(hours, greeting):
    assert {greeting_at(hour) for hour in hours} == {greeting}
