from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widya.assessment.scoring import is_passed, is_right, score_of, takes_one_choice

counts = st.integers(1, 500).flatmap(lambda asked: st.tuples(st.integers(0, asked), st.just(asked)))


@pytest.mark.parametrize(
    ("key", "chosen", "expected"),
    [
        ([0], [0], True),
        ([0], [1], False),
        ([0], [], False),
        ([0], [0, 1], False),
        ([1, 3], [1, 3], True),
        ([1, 3], [3, 1], True),
        ([1, 3], [1], False),
        ([1, 3], [1, 2, 3], False),
        ([1, 3], [], False),
    ],
)
def test_an_item_is_right_as_a_whole_or_not_at_all(key, chosen, expected):
    assert is_right(key, chosen) is expected


def test_exactly_one_of_all_possible_answers_is_right():
    subsets = [list(some) for size in range(5) for some in combinations(range(4), size)]
    for key in subsets:
        assert [chosen for chosen in subsets if is_right(key, chosen)] == [key]


@pytest.mark.parametrize(
    ("right", "asked", "score"),
    [
        (0, 20, "0.00"),
        (20, 20, "100.00"),
        (16, 20, "80.00"),
        (1, 3, "33.33"),
        (2, 3, "66.67"),
        (1, 800, "0.13"),
        (1, 8, "12.50"),
        (1, 1600, "0.06"),
        (3, 1600, "0.19"),
    ],
)
def test_the_score_is_rounded_half_up_to_the_hundredth(right, asked, score):
    assert score_of(right, asked) == Decimal(score)


@pytest.mark.parametrize(("right", "asked"), [(0, 0), (-1, 5), (6, 5)])
def test_counts_that_cannot_be_have_no_score(right, asked):
    with pytest.raises(ValueError, match=f"{right} right of {asked}"):
        score_of(right, asked)


@pytest.mark.parametrize(
    ("score", "mark", "expected"),
    [("80.00", 80, True), ("79.99", 80, False), ("100.00", 100, True), ("0.00", 0, True)],
)
def test_passed_is_at_or_above_the_mark(score, mark, expected):
    assert is_passed(Decimal(score), mark) is expected


@given(counts)
def test_the_score_lies_within_half_a_hundredth_of_the_share(count):
    right, asked = count
    score = score_of(right, asked)
    assert 0 <= score <= 100
    assert abs(score * asked - 100 * right) <= Decimal("0.005") * asked


@given(counts, counts)
def test_a_higher_share_never_scores_lower(one, other):
    (right, asked), (other_right, other_asked) = one, other
    if right * other_asked <= other_right * asked:
        assert score_of(right, asked) <= score_of(other_right, other_asked)


@pytest.mark.parametrize(
    ("kind", "expected"), [("single", True), ("true_false", True), ("multiple", False)]
)
def test_only_multiple_choice_takes_more_than_one_answer(kind, expected):
    assert takes_one_choice(kind) is expected
