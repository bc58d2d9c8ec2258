"""Load the demonstration: two ministries' sites with courses, people and what they did."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any

from django.db import transaction
from wagtail.models import Site

from widya.accounts.models import User
from widya.catalog.models import CoursePage
from widya.demo import courses, guidance, histories, people
from widya.demo.files import course_folders, news_files, read_news, read_toml
from widya.organisation.models import SiteSettings
from widya.website.actions import add_standard_page, found_site
from widya.website.models import NewsIndexPage, NewsPage

SEED = 2026


@dataclass(frozen=True, slots=True)
class SitePlan:
    """What tells the two demonstration sites apart."""

    key: str
    hostname: str
    is_default: bool
    colours: tuple[str, str]
    topic: str
    options: dict[str, Any]


PLANS = (
    SitePlan(
        key="kemenimipas",
        hostname="localhost",
        is_default=True,
        colours=("#14315f", "#b98a1d"),
        topic="pemasyarakatan",
        options={
            "human_check": SiteSettings.HumanCheck.PICTURE,
            "certificate_number_pattern": "SDM.MOOC-IMIPAS/{year} {number:06}",
            "signatory_position": "Kepala Badan Pengembangan Sumber Daya Manusia"
            " Imigrasi dan Pemasyarakatan",
            "signatory_name": "Dr. Hendra Kusnadi, M.Si.",
        },
    ),
    SitePlan(
        key="kemenkum",
        hostname="kemenkum.localhost",
        is_default=False,
        colours=("#153e75", "#8a1c33"),
        topic="keimigrasian",
        options={
            "label_course": "Kursus",
            "label_enrol": "Ambil Kursus Ini",
            "human_check": SiteSettings.HumanCheck.CHECKBOX,
            "certificate_number_pattern": "SDM.MOOC-KUMHAM/{year} {number:06}",
            "signatory_position": "Kepala Badan Pengembangan Sumber Daya Manusia Hukum",
            "signatory_name": "Prof. Dr. Laksmi Prameswari, S.H.",
        },
    ),
)


@transaction.atomic
def load_demo(*, now: datetime, port: int) -> None:
    """Make both sites and all that is in them, as if the platform had been used for months."""
    rng = Random(SEED)  # noqa: S311 - a believable past, not a secret
    sites = {plan.key: _found(plan, port) for plan in PLANS}
    units = people.load_units()
    for key, site in sites.items():
        SiteSettings.objects.filter(site=site).update(top_unit=units[key])
    staff = people.load_staff(list(sites.values()), units)
    participants = people.load_participants(sites, units)
    for plan in PLANS:
        workshop = _workshop(plan, sites[plan.key], staff["penulis"], now)
        built = [courses.build_course(folder, workshop) for folder in course_folders(plan.key)]
        office = replace(workshop, author=staff["admin"])
        guidance.load_faq(plan.key, office)
        guidance.load_tutorials(plan.key, office)
        _load_news(plan, sites[plan.key], staff["admin"])
        _live_through(built, participants[plan.key], plan.topic, now=now, rng=rng)


def _found(plan: SitePlan, port: int) -> Site:
    facts = read_toml(plan.key, "site.toml")
    site = found_site(
        hostname=plan.hostname,
        port=port,
        is_default=plan.is_default,
        settings={
            **{name: facts[name] for name in ("platform_name", "agency_name", "ministry_name")},
            **{name: facts[name] for name in ("address", "email", "phone")},
            "short_name": facts["site_name"],
            "brand_colour": plan.colours[0],
            "accent_colour": plan.colours[1],
            **plan.options,
        },
        home={
            "title": facts["site_name"],
            "slogan": facts["slogan"],
            "hero_title": facts["platform_name"],
            "hero_text": facts["agency_name"],
            "courses_introduction": facts["courses_intro"],
            "news_introduction": facts["news_intro"],
        },
    )
    pages = {
        page["slug"]: add_standard_page(
            site, title=page["title"], slug=page["slug"], body=page["body"]
        )
        for page in facts["pages"]
    }
    SiteSettings.objects.filter(site=site).update(
        terms_page=pages["ketentuan-penggunaan"], privacy_page=pages["kebijakan-privasi"]
    )
    return site


def _workshop(plan: SitePlan, site: Site, author: User, now: datetime) -> courses.Workshop:
    agency = read_toml(plan.key, "site.toml")["agency_name"]
    return courses.Workshop(
        site=site,
        colours=plan.colours,
        author=author,
        author_name=agency.replace("Badan Pengembangan Sumber Daya Manusia", "BPSDM"),
        now=now - timedelta(days=240),
    )


def _load_news(plan: SitePlan, site: Site, editor: User) -> None:
    index = NewsIndexPage.objects.child_of(site.root_page).get()
    for path in news_files(plan.key):
        facts, body = read_news(path)
        page = index.add_child(instance=NewsPage(**facts, body=body, owner=editor, live=False))
        page.save_revision(user=editor).publish(user=editor)
        noon = datetime.combine(facts["published_on"], time(5), UTC)
        NewsPage.objects.filter(pk=page.pk).update(first_published_at=noon, last_published_at=noon)


def _live_through(
    built: list[CoursePage], users: list[User], topic: str, *, now: datetime, rng: Random
) -> None:
    finished: dict[int, list[Any]] = {course.pk: [] for course in built}
    for number, user in enumerate(users):
        if user.nip == people.PARTICIPANT_NIP:
            paths = _participants_paths(user, built, now)
        else:
            paths = _some_paths(user, built, number=number, now=now, rng=rng)
        for path in paths:
            finished[path.course.pk].append(histories.live_through(path, rng=rng))
    for enrolments in finished.values():
        histories.leave_reviews(enrolments, topic=topic, rng=rng)


def _participants_paths(user: User, built: list[CoursePage], now: datetime) -> list[histories.Path]:
    """The account that visitors try: one course passed, one half-way, the first still to take."""
    return [
        histories.Path(user, built[2], now - timedelta(days=60), share=1, knowledge=1),
        histories.Path(user, built[1], now - timedelta(days=6), share=0.4, knowledge=1),
    ]


def _some_paths(
    user: User, built: list[CoursePage], *, number: int, now: datetime, rng: Random
) -> list[histories.Path]:
    chosen = rng.sample(built, k=rng.choice((1, 1, 2, 2, 3)))
    if number % 9 == 8:
        return []
    return [
        histories.Path(
            user,
            course,
            now - timedelta(days=rng.randint(12, 220), minutes=rng.randint(0, 1400)),
            share=rng.choice((1, 1, 1, 1, 0.3, 0.5, 0.8)),
            knowledge=rng.choice((0.97, 0.95, 0.92, 0.9, 0.85, 0.8, 0.45)),
        )
        for course in chosen
    ]
