"""An attempt's questions as people see them: while it is written, and after.

While an attempt is open nothing here hands a key on, so no page can show one.
"""

from dataclasses import dataclass
from typing import Any

from widya.assessment.models import AssessmentPage, Attempt, Item, Response
from widya.assessment.revisions import FrozenItem, frozen_items
from widya.assessment.scoring import takes_one_choice


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """A choice at its place (from 0) in the order shown."""

    place: int
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question of an open attempt; ``position`` counts from 1."""

    position: int
    stem: str
    takes_one: bool
    choices: list[ShownChoice]
    is_doubtful: bool

    @property
    def is_answered(self) -> bool:
        return any(choice.is_chosen for choice in self.choices)

    @property
    def input_type(self) -> str:
        return "radio" if self.takes_one else "checkbox"


@dataclass(frozen=True, slots=True)
class ReviewedChoice:
    """A choice after the attempt; ``is_right`` is None where the key is not shown."""

    text: str
    is_chosen: bool
    is_right: bool | None


@dataclass(frozen=True, slots=True)
class ReviewedQuestion:
    """A question after the attempt; the explanation is empty where the key is not shown."""

    position: int
    stem: str
    is_right: bool
    choices: list[ReviewedChoice]
    explanation: str


def questions_of(attempt: Attempt) -> list[Question]:
    """Return the attempt's questions with what is answered so far, in the order asked."""
    items = frozen_items([entry["revision"] for entry in attempt.form])
    return [
        _question(position, items[entry["revision"]], entry, attempt.answers)
        for position, entry in enumerate(attempt.form, start=1)
    ]


def _question(
    position: int, item: FrozenItem, entry: dict[str, Any], answers: dict[str, Any]
) -> Question:
    answer = answers.get(str(position), {})
    chosen = answer.get("choices", [])
    return Question(
        position=position,
        stem=item.stem,
        takes_one=takes_one_choice(item.kind),
        choices=[
            ShownChoice(place, item.choices[index], index in chosen)
            for place, index in enumerate(entry["order"])
        ],
        is_doubtful=answer.get("doubtful", False),
    )


def shown_answers(attempt: Attempt) -> dict[str, dict[str, Any]]:
    """Return what is answered, by position, the choices by their places in the order shown."""
    return {
        position: {
            "choices": sorted(
                attempt.form[int(position) - 1]["order"].index(choice)
                for choice in answer["choices"]
            ),
            "is_doubtful": answer["doubtful"],
        }
        for position, answer in attempt.answers.items()
    }


def sample_questions(assessment: AssessmentPage) -> list[Question]:
    """Return what the assessment might ask, for its author: the first items of each bank."""
    return [
        Question(
            position=position,
            stem=item.stem,
            takes_one=takes_one_choice(item.kind),
            choices=[
                ShownChoice(place, choice.text, is_chosen=False)
                for place, choice in enumerate(item.choices.all())
            ],
            is_doubtful=False,
        )
        for position, item in enumerate(_sample_items(assessment), start=1)
    ]


def _sample_items(assessment: AssessmentPage) -> list[Item]:
    items: list[Item] = []
    for source in assessment.sources.all():
        active = source.bank.items.filter(is_retired=False).prefetch_related("choices")
        items += active.order_by("pk")[: source.draw_count]
    return items


def review_of(attempt: Any, *, shows_key: bool) -> list[ReviewedQuestion]:
    """Return the closed attempt's questions as its current grade judged them, in the order asked.

    ``attempt`` is one of ``graded_attempt_for``, which carries the grade's ``corrections``.
    """
    items = frozen_items([entry["revision"] for entry in attempt.form])
    return [
        _reviewed(
            response,
            items[response.revision_id],
            order=attempt.form[response.position - 1]["order"],
            correction=attempt.corrections.get(str(response.position), {}),
            shows_key=shows_key,
        )
        for response in Response.objects.filter(attempt=attempt).order_by("position")
    ]


def _reviewed(
    response: Response,
    item: FrozenItem,
    *,
    order: list[int],
    correction: dict[str, Any],
    shows_key: bool,
) -> ReviewedQuestion:
    chosen = correction.get("choices", response.choices)
    key = correction.get("key", item.key)
    return ReviewedQuestion(
        position=response.position,
        stem=item.stem,
        is_right=correction.get("is_right", response.is_right),
        choices=[
            ReviewedChoice(
                item.choices[index],
                is_chosen=index in chosen,
                is_right=index in key if shows_key else None,
            )
            for index in order
        ],
        explanation=item.explanation if shows_key else "",
    )
