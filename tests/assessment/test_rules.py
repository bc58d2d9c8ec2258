"""Rules are kept in the cache, and follow what authors change."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.worlds import NOW, make_item, publish
from widya.assessment.actions import freeze_item
from widya.assessment.models import AssessmentPage
from widya.assessment.rules import rules_of


def test_rules_say_what_the_author_set(exam, course, bank):
    rules = rules_of(exam.pk)
    assert (rules.pk, rules.course_id, rules.title) == (exam.pk, course.pk, "Ujian Akhir")
    assert (rules.question_count, rules.attempts_allowed, rules.pass_mark) == (4, 3, 80)
    assert (rules.is_live, rules.is_final_exam) == (True, True)
    assert [len(source.items) for source in rules.sources] == [bank.items.count()]
    assert {item.choice_count for item in rules.sources[0].items} == {4}


def test_rules_are_asked_for_once(exam, django_assert_num_queries):
    rules = rules_of(exam.pk)
    with django_assert_num_queries(0):
        assert rules_of(exam.pk) == rules


def test_an_unknown_assessment_has_no_rules(course):
    with pytest.raises(AssessmentPage.DoesNotExist):
        rules_of(course.pk)


def test_rules_follow_a_published_change(exam):
    rules_of(exam.pk)
    exam.pass_mark = 55
    publish(exam)
    assert rules_of(exam.pk).pass_mark == 55
    exam.unpublish()
    assert not rules_of(exam.pk).is_live


def test_rules_follow_the_bank(exam, bank):
    before = {item.revision_id for item in rules_of(exam.pk).sources[0].items}
    added = make_item(bank, "Soal tambahan")
    assert len(rules_of(exam.pk).sources[0].items) == len(before) + 1
    added.stem = "Soal tambahan yang diubah"
    added.save()
    frozen = freeze_item(added, by=None, now=NOW)
    assert frozen.pk in {item.revision_id for item in rules_of(exam.pk).sources[0].items}
    added.is_retired = True
    added.save()
    assert {item.revision_id for item in rules_of(exam.pk).sources[0].items} == before


def test_what_rules_cost_does_not_grow_with_the_bank(exam, bank):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            rules_of(exam.pk)
        return len(queries)

    make_item(bank, "Satu lagi")
    before = cost()
    for number in range(5):
        make_item(bank, f"Lagi {number}")
    assert cost() == before
