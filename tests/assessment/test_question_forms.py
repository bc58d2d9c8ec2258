"""The questions of an exam page as they are drawn."""

from widya.assessment.sheet import Question, ShownChoice
from widya.assessment.templatetags.questions import number_buttons, question_forms


def question(position: int, *, stem="Apa?", text="A", takes_one=True, is_chosen=False):
    choices = [ShownChoice(0, text, is_chosen), ShownChoice(1, "B", is_chosen=False)]
    return Question(position, stem, takes_one, choices, is_doubtful=is_chosen)


def test_texts_are_shown_as_they_were_written():
    html = question_forms([question(1, stem="<b>{total}</b>\nDua & tiga", text='<i>"%s"</i>')], 1)
    assert "&lt;b&gt;{total}&lt;/b&gt;<br>Dua &amp; tiga" in html
    assert "&lt;i&gt;&quot;%s&quot;&lt;/i&gt;" in html
    assert "<b>" not in html


def test_all_but_the_first_are_hidden_where_a_script_shows_one():
    questions = [question(1), question(2), question(3)]
    assert question_forms(questions, 3).count("hidden>") == 0
    assert question_forms(questions, 3, one_at_a_time=True).count(" hidden>") == 2


def test_what_is_answered_and_doubtful_is_marked():
    html = question_forms([question(1, is_chosen=True), question(2)], 2)
    assert html.count(" checked>") == 2
    assert 'name="pilihan-1" value="0" autocomplete="off" checked>' in html
    assert 'name="ragu-1" autocomplete="off" checked>' in html
    numbers = number_buttons([question(1, is_chosen=True), question(2)])
    assert numbers.count("data-answered data-doubtful>1</button>") == 1
    assert 'data-pager-index-param="1">2</button>' in numbers


def test_several_answers_are_boxes_with_a_hint():
    html = question_forms([question(1, takes_one=False)], 1)
    assert html.count('type="checkbox"') == 3
    assert "Boleh lebih dari satu jawaban." in html
    assert "Boleh lebih" not in question_forms([question(1)], 1)
