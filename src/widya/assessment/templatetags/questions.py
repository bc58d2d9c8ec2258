"""What an exam page has by the dozen: questions, their choices, their numbers.

Twenty questions with a hundred choices take a template's loops ten times as long as this, and
thousands of people open the page in the same minute. Only texts are escaped: all else is a number
or a word of ours.
"""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from widya.assessment.sheet import Question, ShownChoice

register = template.Library()

QUESTION = """
<fieldset class="question" id="soal-{position}" data-position="{position}"\
 data-pager-target="question" data-tally-target="question" data-mirror-target="question"\
 tabindex="-1"{hidden}>
  <legend>
    <span class="question-number">{number} {position}/{total}</span>
    <span class="question-stem">{stem}</span>
    {hint}
  </legend>
  <div class="field choices"><div>{choices}</div></div>
  <div class="field doubt">
    <label><input type="checkbox" name="ragu-{position}" autocomplete="off"{doubt}>\
{doubtful}</label>
  </div>
</fieldset>
"""
HINT = '<span class="question-hint">{}</span>'
CHOICE = (
    '<label><input type="{kind}" name="pilihan-{position}" value="{place}" autocomplete="off"'
    '{checked}><span class="choice-key" aria-hidden="true"></span><span>{text}</span></label>'
)
NUMBER = (
    '<li><button type="button" class="number" data-pager-target="number"'
    ' data-tally-target="number" data-action="pager#jump" data-pager-index-param="{index}"'
    "{answered}{doubtful}>{position}</button></li>"
)


@register.simple_tag
def question_forms(
    questions: Iterable[Question], total: int, *, one_at_a_time: bool = False
) -> SafeString:
    """Return the questions with their choices; with ``one_at_a_time`` all but the first hidden."""
    hint, number, doubtful = (
        HINT.format(escape(_("Boleh lebih dari satu jawaban."))),
        escape(_("Soal No:")),
        escape(_("Ragu-ragu")),
    )
    return SafeString(
        "".join(
            QUESTION.format(
                position=question.position,
                total=total,
                hidden=" hidden" if one_at_a_time and index else "",
                number=number,
                stem=_stem(question.stem),
                hint="" if question.takes_one else hint,
                choices="".join(_choice(question, choice) for choice in question.choices),
                doubt=" checked" if question.is_doubtful else "",
                doubtful=doubtful,
            )
            for index, question in enumerate(questions)
        )
    )


@register.simple_tag
def number_buttons(questions: Iterable[Question]) -> SafeString:
    """Return the buttons that lead to the questions, each marked if answered or doubtful."""
    return SafeString(
        "".join(
            NUMBER.format(
                index=index,
                position=question.position,
                answered=" data-answered" if question.is_answered else "",
                doubtful=" data-doubtful" if question.is_doubtful else "",
            )
            for index, question in enumerate(questions)
        )
    )


def _choice(question: Question, choice: ShownChoice) -> str:
    return CHOICE.format(
        kind=question.input_type,
        position=question.position,
        place=choice.place,
        checked=" checked" if choice.is_chosen else "",
        text=_text(choice.text),
    )


@lru_cache(maxsize=10_000)
def _text(text: str) -> str:
    return escape(text)


@lru_cache(maxsize=5_000)
def _stem(text: str) -> str:
    return linebreaksbr(text)
