"""Tests and exams: attempts, grades, one's own answers, and extra time.

Of the questions no more is told than the result's page does: an answer is a person's data, the
item bank is not.
"""

from typing import Any

from django.utils.translation import gettext as _

from widya.accounts.models import User
from widya.assessment.models import AssessmentPage, Attempt, ExtraTime, ItemRevision, LateAnswer
from widya.privacy.sections import Section, section

Feedback = AssessmentPage.Feedback


def assessment(user: User) -> list[Section]:
    attempts = (
        Attempt.objects.filter(user=user)
        .select_related("assessment", "enrolment__run__course")
        .prefetch_related("grades", "responses")
        .order_by("started_at", "pk")
    )
    return [
        _attempts(list(attempts)),
        _grades(list(attempts)),
        _answers(list(attempts)),
        _late_answers(user),
        _extra_time(user),
    ]


def _attempts(attempts: list[Attempt]) -> Section:
    return section(
        "attempts",
        _("Pengerjaan tes dan ujian"),
        {
            "course": _("Pelatihan"),
            "assessment": _("Tes atau ujian"),
            "number": _("Pengerjaan ke-"),
            "state": _("Keadaan"),
            "started_at": _("Mulai"),
            "deadline_at": _("Batas waktu"),
            "closed_at": _("Selesai"),
            "question_count": _("Jumlah soal"),
            "pass_mark": _("Nilai kelulusan"),
        },
        (
            (
                each.enrolment.run.course.title,
                each.assessment.title,
                each.number,
                each.get_state_display(),
                each.started_at,
                each.deadline_at,
                each.closed_at,
                each.question_count,
                each.pass_mark,
            )
            for each in attempts
        ),
    )


def _grades(attempts: list[Attempt]) -> Section:
    return section(
        "grades",
        _("Nilai"),
        {
            "assessment": _("Tes atau ujian"),
            "number": _("Pengerjaan ke-"),
            "score": _("Nilai"),
            "is_passed": _("Lulus"),
            "graded_at": _("Dinilai"),
            "superseded_at": _("Diganti"),
        },
        (
            (
                attempt.assessment.title,
                attempt.number,
                grade.score,
                grade.is_passed,
                grade.graded_at,
                grade.superseded_at,
            )
            for attempt in attempts
            for grade in attempt.grades.all()
        ),
    )


def _answers(attempts: list[Attempt]) -> Section:
    ids = {entry["revision"] for attempt in attempts for entry in attempt.form}
    revisions = ItemRevision.objects.only("stem", "choices").in_bulk(ids)
    return section(
        "answers",
        _("Jawaban"),
        {
            "assessment": _("Tes atau ujian"),
            "number": _("Pengerjaan ke-"),
            "position": _("Soal ke-"),
            "question": _("Pertanyaan"),
            "answer": _("Jawaban Anda"),
            "is_right": _("Benar"),
        },
        (row for attempt in attempts for row in _answers_of(attempt, revisions)),
    )


def _answers_of(attempt: Attempt, revisions: dict[int, ItemRevision]) -> list[tuple[Any, ...]]:
    """Return the answers; questions and their judgement where the author shows them afterwards."""
    is_shown = attempt.assessment.feedback in {Feedback.RIGHT_WRONG, Feedback.KEY}
    judged = {each.position: each.is_right for each in attempt.responses.all()} if is_shown else {}
    rows = []
    for position, entry in enumerate(attempt.form, start=1):
        revision = revisions[entry["revision"]]
        chosen = attempt.answers.get(str(position), {}).get("choices", [])
        question = revision.stem if position in judged else ""
        answer = [revision.choices[index] for index in chosen]
        title, number = attempt.assessment.title, attempt.number
        rows.append((title, number, position, question, answer, judged.get(position)))
    return rows


def _late_answers(user: User) -> Section:
    found = LateAnswer.objects.filter(attempt__user=user).order_by("attempt", "position")
    late = list(found.select_related("attempt__assessment"))
    ids = {_revision_id(each) for each in late}
    revisions = ItemRevision.objects.only("choices").in_bulk(ids)
    return section(
        "late_answers",
        _("Jawaban terlambat"),
        {
            "assessment": _("Tes atau ujian"),
            "number": _("Pengerjaan ke-"),
            "position": _("Soal ke-"),
            "answer": _("Jawaban Anda"),
            "made_at": _("Dijawab menurut peramban"),
            "received_at": _("Diterima server"),
            "state": _("Keadaan"),
            "decided_at": _("Diputuskan"),
            "reason": _("Alasan"),
        },
        (
            (
                each.attempt.assessment.title,
                each.attempt.number,
                each.position,
                [revisions[_revision_id(each)].choices[index] for index in each.choices],
                each.made_at,
                each.received_at,
                each.get_state_display(),
                each.decided_at,
                each.reason,
            )
            for each in late
        ),
    )


def _revision_id(late: LateAnswer) -> int:
    pk: int = late.attempt.form[late.position - 1]["revision"]
    return pk


def _extra_time(user: User) -> Section:
    extra = ExtraTime.objects.filter(user=user)
    return section(
        "extra_time",
        _("Waktu tambahan"),
        {
            "percent": _("Tambahan (persen)"),
            "minutes": _("Tambahan (menit)"),
            "reason": _("Alasan"),
        },
        extra.values_list("percent", "minutes", "reason"),
    )
