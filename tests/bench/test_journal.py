"""The killing test's checker sees each kind of loss."""

from copy import deepcopy

import pytest

from bench.journal import Journal, Sent, faults_of

DEADLINE = 1_000_000
STORED = {
    "state": "submitted",
    "started_ms": DEADLINE - 120_000,
    "deadline_ms": DEADLINE,
    "minutes": 2,
    "questions": 2,
    "answers": {
        "1": {"client": "a", "sequence": 3, "choices": [1]},
        "2": {"client": "a", "sequence": 2, "choices": [0]},
    },
    "responses": {"1": [1], "2": [0]},
    "grades": 1,
    "attempts": 1,
    "late": [2],
}


def sent(position, sequence, outcome, *, made_ms=DEADLINE - 5000):
    return Sent(position, "a", sequence, made_ms, outcome)


def journal(*answers):
    return Journal("x", list(answers), [(DEADLINE - 60_000, 60_000)])


def changed(**changes):
    return {**deepcopy(STORED), **changes}


@pytest.mark.parametrize(
    "told",
    [
        journal(),
        journal(sent(1, 3, "saved"), sent(2, 2, "saved")),
        journal(sent(1, 1, "saved"), sent(2, 2, "saved"), sent(1, 3, "saved")),
        journal(sent(1, 1, "saved"), sent(1, 3, "")),
        journal(sent(2, 9, "kept")),
        journal(sent(1, 9, "deadline_passed", made_ms=DEADLINE + 1)),
    ],
    ids=["nothing sent", "all there", "superseded", "stored, its reply lost", "kept", "too late"],
)
def test_finds_no_fault_where_all_is_kept(told):
    assert not list(faults_of(told, STORED))


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (sent(1, 4, "saved"), "lost: the answer to question 1"),
        (sent(3, 1, "saved"), "lost: the answer to question 3"),
        (sent(1, 9, "kept"), "lost: the late answer to question 1"),
        (sent(1, 9, "attempt_closed"), "an answer made in time was refused"),
    ],
)
def test_finds_an_answer_that_is_not_there(answer, fault):
    (found,) = faults_of(journal(answer), STORED)
    assert found.startswith(fault)


def test_finds_that_an_older_answer_came_back():
    told = journal(sent(1, 3, "saved"), sent(1, 5, "saved"))
    (found,) = faults_of(told, STORED)
    assert found.startswith("lost: ")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"state": "open"}, "the attempt is open"),
        ({"grades": 2}, "2 grades were given"),
        ({"attempts": 2}, "2 attempts were started"),
        ({"responses": {"1": [1]}}, "1 responses to 2 questions"),
        ({"responses": {"1": [0], "2": [0]}}, "question 1 was judged by another answer"),
        ({"minutes": 3}, "the deadline is not the start and the time limit"),
    ],
)
def test_finds_what_the_database_must_not_say(changes, fault):
    assert list(faults_of(journal(sent(1, 3, "saved")), changed(**changes))) == [fault]


@pytest.mark.parametrize(
    ("clock", "fault"),
    [
        ((DEADLINE - 60_000, 65_000), "the deadline moved"),
        ((DEADLINE - 60_000, 59_000), "the deadline moved"),
        ((DEADLINE - 100, 0), "the time was said to be over"),
    ],
)
def test_finds_that_a_deadline_moved(clock, fault):
    told = Journal("x", [], [(DEADLINE - 60_000, 60_000), clock])
    (found,) = faults_of(told, STORED)
    assert found.startswith(fault)


def test_a_page_that_opens_within_the_grace_has_no_time_left():
    assert not list(faults_of(Journal("x", [], [(DEADLINE + 8000, 0)]), STORED))


def test_finds_that_an_attempt_is_gone():
    assert list(faults_of(journal(), None)) == ["the attempt is not there"]
