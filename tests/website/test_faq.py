"""Row B8: questions and answers by topic."""

import pytest

from tests import worlds
from widya.website.faq import topics_of
from widya.website.models import FaqPage

pytestmark = pytest.mark.django_db
ADDRESS = "/faq/"
TOPICS = [
    (
        "Akun",
        [
            ("Bagaimana cara login?", "<p>Dengan <b>NIP</b> dan password.</p>"),
            ("Lupa password?", "<p>Hubungi admin.</p>"),
        ],
    ),
    ("Sertifikat", [("Di mana mengunduhnya?", "<p>Di menu <i>Sertifikat</i>.</p>")]),
]


def make_faq(site, topics=TOPICS):
    """Return a published FAQ with the topics as (title, [(question, answer)])."""
    page = FaqPage(title="FAQ", slug="faq", introduction="Pertanyaan yang sering diajukan.")
    page.topics = [
        (
            "topic",
            {
                "title": title,
                "questions": [
                    {"question": question, "answer": answer} for question, answer in questions
                ],
            },
        )
        for title, questions in topics
    ]
    return worlds.publish(site.root_page.add_child(instance=page))


@pytest.fixture
def site():
    return worlds.make_site(email="bantuan@example.id")


@pytest.fixture
def faq(site):
    return make_faq(site)


def questions(response):
    return [entry.question for topic in response.context["topics"] for entry in topic.entries]


def test_questions_stand_under_their_topics_with_their_answers(client, faq):
    html = client.get(ADDRESS).text
    assert "FAQ</h1>" in html
    assert html.index("Akun</h2>") < html.index("Lupa password?</h3>")
    assert html.index("Lupa password?</h3>") < html.index("Sertifikat</h2>")
    assert "Dengan <b>NIP</b> dan password." in html
    assert "Pertanyaan yang sering diajukan." in html


def test_each_answer_has_an_address(client, faq):
    html = client.get(ADDRESS).text
    assert 'id="lupa-password"' in html
    assert 'href="#lupa-password"' in html


def test_questions_worded_alike_have_addresses_of_their_own(site):
    topics = [("A", [("Apa?", "<p>1</p>"), ("Apa?", "<p>2</p>")]), ("B", [("¿?", "<p>3</p>")])]
    entries = [entry for topic in topics_of(make_faq(site, topics)) for entry in topic.entries]
    assert [entry.anchor for entry in entries] == ["apa", "apa-2", "pertanyaan"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Bagaimana cara login?", "Lupa password?", "Di mana mengunduhnya?"]),
        ("password", ["Bagaimana cara login?", "Lupa password?"]),
        ("unduhan", ["Di mana mengunduhnya?"]),
        ("NIP password", ["Bagaimana cara login?"]),
        ("visa", []),
    ],
)
def test_the_search_looks_into_questions_and_answers(client, faq, query, expected):
    assert questions(client.get(ADDRESS, {"q": query})) == expected


def test_few_answers_found_are_open_at_once(client, faq):
    assert '<details class="topic" open>' in client.get(ADDRESS, {"q": "unduhan"}).text
    assert '<details class="topic" open>' not in client.get(ADDRESS).text


def test_nothing_found_says_so_and_leads_back(client, faq):
    html = client.get(ADDRESS, {"q": "<b>visa"}).text
    assert "Tidak ada pertanyaan yang cocok" in html
    assert "&lt;b&gt;visa" in html
    assert 'href="mailto:bantuan@example.id"' in html


def test_an_empty_faq_says_so(client, site):
    make_faq(site, [])
    assert "Belum ada pertanyaan" in client.get(ADDRESS).text


def test_the_faq_comes_from_the_cache_for_the_next_visitor(client, faq, django_assert_num_queries):
    client.get(ADDRESS)
    with django_assert_num_queries(0):
        client.get(ADDRESS)


def test_a_site_has_one_faq(site, faq):
    assert not FaqPage.can_create_at(site.root_page)
