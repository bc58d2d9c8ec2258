from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widya.assessment.drawing import Pool, TooFewItems, draw, order_of_choices

seeds = st.integers().map(Random)


@st.composite
def pools(draw_value):
    """Make pools of different items that hold at least what is drawn."""
    sizes = draw_value(st.lists(st.integers(1, 12), min_size=1, max_size=4))
    made = []
    for number, size in enumerate(sizes):
        items = [100 * number + index for index in range(size)]
        made.append(Pool(items, draw_value(st.integers(1, size))))
    return made


@given(pools(), st.booleans(), seeds)
def test_each_pool_gives_as_many_as_asked_and_none_twice(some, shuffles, rng):
    drawn = draw(some, shuffles=shuffles, rng=rng)
    assert len(drawn) == len(set(drawn))
    for pool in some:
        assert len(set(drawn) & set(pool.items)) == pool.count


@given(pools(), seeds)
def test_without_shuffling_the_order_of_the_pools_is_kept(some, rng):
    drawn = draw(some, shuffles=False, rng=rng)
    in_order = [item for pool in some for item in pool.items]
    assert drawn == [item for item in in_order if item in set(drawn)]


@given(pools(), st.integers())
def test_the_same_seed_draws_the_same(some, seed):
    assert draw(some, shuffles=True, rng=Random(seed)) == draw(
        some, shuffles=True, rng=Random(seed)
    )


def test_all_items_come_up_in_the_long_run():
    rng = Random(3)
    drawn = {item for _ in range(100) for item in draw([Pool(range(8), 2)], shuffles=True, rng=rng)}
    assert drawn == set(range(8))


def test_an_item_in_two_pools_is_drawn_once():
    drawn = draw([Pool([1, 2], 2), Pool([1, 2, 3], 1)], shuffles=False, rng=Random(1))
    assert drawn == [1, 2, 3]


@pytest.mark.parametrize("some", [[Pool([1], 2)], [Pool([1, 1], 2)], [Pool([1], 1), Pool([1], 1)]])
def test_a_pool_that_holds_too_few_is_refused(some):
    with pytest.raises(TooFewItems):
        draw(some, shuffles=True, rng=Random(1))


@given(st.sampled_from(["single", "multiple"]), st.integers(2, 9), seeds)
def test_shuffled_choices_are_all_there_once(kind, count, rng):
    order = order_of_choices(kind, count, shuffles=True, rng=rng)
    assert sorted(order) == list(range(count))


def test_choices_are_shuffled_where_asked_only():
    assert order_of_choices("single", 9, shuffles=True, rng=Random(1)) != list(range(9))
    assert order_of_choices("single", 9, shuffles=False, rng=Random(1)) == list(range(9))


@given(seeds)
def test_true_and_false_are_never_swapped(rng):
    assert order_of_choices("true_false", 2, shuffles=True, rng=rng) == [0, 1]
