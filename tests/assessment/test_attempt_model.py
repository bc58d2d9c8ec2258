"""An attempt against a model of it: whatever happens in any order, both say the same.

Two browsers of one person answer, deliver late, in any order and twice; the clock goes on; staff
pause and resume, extend, reopen and void; the worker closes; the person hands in.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import pytest
from django.core.cache import cache
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.worlds import NOW, make_user
from widya.assessment import actions, errors
from widya.assessment.acts import Act
from widya.assessment.desks import desk_for
from widya.assessment.models import Attempt, Grade, ItemRevision

QUESTIONS, MINUTES, GRACE = 4, 60, timedelta(seconds=60)
BROWSERS = st.sampled_from(["a", "b"])
RULES = settings(
    max_examples=150,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@dataclass(frozen=True)
class Answer:
    """What a browser's person did."""

    browser: str
    sequence: int
    position: int
    place: int
    made_at: object


@dataclass
class Model:
    """What an attempt must be, said as simply as it can be."""

    deadline: object
    state: str = "open"
    paused_at: object = None
    answers: dict = field(default_factory=dict)
    last: dict = field(default_factory=dict)

    def outcome_of(self, answer, now):
        """Return the error that the answer meets, or None when it is saved."""
        stored = self.answers.get(answer.position)
        if stored == answer:
            return None
        if self.state == "expired" or (self.state == "open" and self.is_late(answer, now)):
            return errors.DeadlinePassed
        if self.state != "open":
            return errors.AttemptClosed
        if self.last.get(answer.browser, 0) >= answer.sequence:
            return errors.Superseded
        if stored and stored.browser != answer.browser and stored.made_at > answer.made_at:
            return errors.Superseded
        return None

    def is_late(self, answer, now):
        end = self.deadline + GRACE if answer.made_at < self.deadline else self.deadline
        return (self.paused_at or now) >= end

    def save(self, answer):
        self.answers[answer.position] = answer
        self.last[answer.browser] = max(self.last.get(answer.browser, 0), answer.sequence)


class AttemptMachine(RuleBasedStateMachine):
    """Does things to an attempt and to its model."""

    world: dict

    @initialize()
    def begin(self):
        self.outer = transaction.atomic()
        self.outer.__enter__()
        cache.clear()
        self.now = NOW
        learner, exam = self.world["learner"], self.world["exam"]
        self.attempt = actions.start_attempt(learner, exam, now=NOW, rng=Random(1))
        self.model = Model(NOW + timedelta(minutes=MINUTES))
        self.is_paused = False
        self.made, self.count = [], {"a": 0, "b": 0}

    def teardown(self):
        if hasattr(self, "outer"):
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)

    @rule(seconds=st.sampled_from([1, 30, 61, 1200, 3570]))
    def time_passes(self, seconds):
        self.now += timedelta(seconds=seconds)

    @rule(
        browser=BROWSERS,
        position=st.sampled_from([1, 1, 1, 1, 2, 3, 4]),
        place=st.integers(0, 3),
        comes_at_once=st.booleans(),
    )
    def answer(self, browser, position, place, comes_at_once):
        self.count[browser] += 1
        answer = Answer(browser, self.count[browser], position, place, self.now)
        self.made.append(answer)
        if comes_at_once:
            self._deliver(answer)

    @precondition(lambda self: self.made)
    @rule(data=st.data())
    def deliver(self, data):
        """Any answer comes, of any age, perhaps again."""
        self._deliver(data.draw(st.sampled_from(self.made[::-1])))

    @rule()
    def worker_runs(self):
        is_past = self.now >= self.model.deadline + GRACE
        is_due = self.model.state == "open" and is_past and not self.is_paused
        assert actions.close_due_attempts(now=self.now) == is_due
        if is_due:
            self.model.state = "expired"

    @rule(
        name=st.sampled_from(["_extend"] * 3 + ["_reopen"] * 4 + ["_hand_in", "_void", "_regrade"]),
        minutes=st.integers(1, 30),
        happens=st.integers(0, 3),
    )
    def something_rare(self, name, minutes, happens):
        """A hand-in ends most of what could happen: it must not come too often."""
        if happens == 0:
            getattr(self, name)(minutes)

    @invariant()
    def both_say_the_same(self):
        if not hasattr(self, "model"):
            return
        stored = Attempt.objects.get(pk=self.attempt.pk)
        assert (stored.state, stored.deadline_at) == (self.model.state, self.model.deadline)
        assert stored.grace_ends_at == self.model.deadline + GRACE
        assert stored.paused_at == self.model.paused_at
        assert {int(position): one["choices"] for position, one in stored.answers.items()} == {
            position: [self._order(position)[one.place]]
            for position, one in self.model.answers.items()
        }
        grades = Grade.objects.filter(attempt=stored, superseded_at=None)
        is_judged = self.model.state in {"submitted", "expired"}
        assert [grade.score for grade in grades] == ([self._score()] if is_judged else [])
        if is_judged:
            assert stored.responses.count() == QUESTIONS

    def _deliver(self, answer):
        expected = self.model.outcome_of(answer, self.now)
        if expected is None:
            self._send(answer)
            self.model.save(answer)
        else:
            with pytest.raises(errors.AssessmentError) as refused:
                self._send(answer)
            assert type(refused.value) is expected

    def _send(self, answer):
        actions.save_shown_answer(
            desk_for(self.world["learner"], self.attempt.uuid),
            answer.position,
            shown=[answer.place],
            is_doubtful=False,
            act=Act(answer.browser, answer.sequence, answer.made_at),
            now=self.now,
        )

    @rule()
    def staff_pause_or_resume(self):
        """A pause begins, or ends and moves the deadline by as much as the clock stood."""
        act = actions.resume_assessment if self.is_paused else actions.pause_assessment
        self.is_paused = not self.is_paused
        is_open = self.model.state == "open"
        given = {"by": self.world["admin"], "reason": "x", "now": self.now}
        assert act(self.world["exam"], **given) == is_open
        if is_open and self.is_paused:
            self.model.paused_at = self.now
        elif is_open:
            self.model.deadline += self.now - self.model.paused_at
            self.model.paused_at = None

    def _hand_in(self, minutes):
        if self.model.state == "open" and self.is_paused:
            with pytest.raises(errors.AssessmentPaused):
                actions.submit_attempt(self.world["learner"], self.attempt.uuid, now=self.now)
            return
        actions.submit_attempt(self.world["learner"], self.attempt.uuid, now=self.now)
        if self.model.state == "open":
            self.model.state = "submitted" if self.now < self.model.deadline else "expired"

    def _extend(self, minutes):
        given = {"minutes": minutes, "by": self.world["admin"], "reason": "x", "now": self.now}
        if self.model.state == "open":
            actions.extend_attempt(self.attempt, **given)
            latest = max(self.model.deadline, self.model.paused_at or self.now)
            self.model.deadline = latest + timedelta(minutes=minutes)
        else:
            with pytest.raises(errors.AttemptClosed):
                actions.extend_attempt(self.attempt, **given)

    def _reopen(self, minutes):
        if self.model.state not in {"submitted", "expired"}:
            return
        given = {"minutes": minutes, "by": self.world["admin"], "reason": "x", "now": self.now}
        if self._score() >= 80:
            with pytest.raises(errors.EnrolmentFinished):
                actions.reopen_attempt(self.attempt, **given)
        else:
            actions.reopen_attempt(self.attempt, **given)
            self.model.state = "open"
            self.model.deadline = self.now + timedelta(minutes=minutes)
            self.model.paused_at = self.now if self.is_paused else None

    def _void(self, minutes):
        if self.model.state == "voided":
            return
        given = {"by": self.world["admin"], "reason": "x", "now": self.now}
        if self.model.state != "open" and self._score() >= 80:
            with pytest.raises(errors.EnrolmentFinished):
                actions.void_attempt(self.attempt, **given)
        else:
            actions.void_attempt(self.attempt, **given)
            self.model.state, self.model.paused_at = "voided", None

    def _regrade(self, minutes):
        """Without a corrected key it changes nothing."""
        given = {"by": self.world["admin"], "reason": "x", "now": self.now}
        assert actions.regrade_assessment(self.world["exam"].pk, **given) == 0

    def _order(self, position):
        return self.attempt.form[position - 1]["order"]

    def _score(self):
        right = sum(
            [self._order(position)[one.place]] == self._key(position)
            for position, one in self.model.answers.items()
        )
        return right * 100 // QUESTIONS

    def _key(self, position):
        return ItemRevision.objects.get(pk=self.attempt.form[position - 1]["revision"]).key


def test_an_attempt_is_what_its_model_says(ready, exam, learner):
    AttemptMachine.world = {"learner": learner, "exam": exam, "admin": make_user("admin")}
    run_state_machine_as_test(AttemptMachine, settings=RULES)
