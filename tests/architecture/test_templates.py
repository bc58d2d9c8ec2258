"""Templates keep to the Content-Security-Policy: no inline script, style or handler."""

import re
from itertools import chain

import pytest

from tests.architecture import sources

# An attribute's value may hold ">" only within template tags, so tags end at the first ">" outside.
TAG = re.compile(r"<[a-z][\w.:-]*(?:\{\{.*?\}\}|\{%.*?%\}|[^>])*>", re.IGNORECASE | re.DOTALL)
HANDLER = re.compile(r"""\son[a-z]+\s*=\s*["']""", re.IGNORECASE)
STYLE_ATTRIBUTE = re.compile(r"""\sstyle\s*=\s*["']""", re.IGNORECASE)
STYLE_ELEMENT = re.compile(r"<style\b", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)
# Data for scripts is no script: the policy does not concern it.
HARMLESS_SCRIPT = re.compile(r"""\bsrc\s*=|type\s*=\s*["']application/(?:ld\+)?json["']""")
SCRIPT_ADDRESS = re.compile(r"""(?:href|src|action)\s*=\s*["']\s*javascript:""", re.IGNORECASE)


def faults_in(html):
    tags = TAG.findall(html)
    in_tags = (HANDLER, STYLE_ATTRIBUTE, SCRIPT_ADDRESS)
    return [
        *chain.from_iterable(pattern.findall(tag) for pattern in in_tags for tag in tags),
        *STYLE_ELEMENT.findall(html),
        *(script for script in SCRIPT.findall(html) if not HARMLESS_SCRIPT.search(script)),
    ]


def is_for_mail(path):
    """Tell whether mail programs show it, which know no policy and no style sheets."""
    return path.parent.name in {"email", "mail"}


@pytest.mark.parametrize(
    "path", [path for path in sources.templates() if not is_for_mail(path)], ids=sources.name_of
)
def test_a_template_has_nothing_inline(path):
    assert not faults_in(path.read_text())


@pytest.mark.parametrize(
    "html",
    [
        '<a onclick="go()">',
        '<c-button label="{% if a > b %}x{% endif %}" onfocus="go()">',
        '<p class="a"\n  style="color: red">',
        "<style>p {}</style>",
        "<script>go()</script>",
        '<script type="module">go()</script>',
        '<a href="javascript:go()">',
    ],
)
def test_what_is_inline_is_found(html):
    assert faults_in(html)


@pytest.mark.parametrize(
    "html",
    [
        '<script type="module" src="{% static "build/app.js" %}"></script>',
        '<script type="application/json">{}</script>',
        '<p data-action="click->menu#open">style="x" is text here</p>',
    ],
)
def test_what_is_not_inline_is_left_alone(html):
    assert not faults_in(html)
