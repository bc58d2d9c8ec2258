"""Load the demonstration's FAQ and video tutorials."""

from typing import Any

from widya.demo.courses import Workshop, make_video, publish, save_picture
from widya.demo.drawings import draw_slide
from widya.demo.files import read_toml
from widya.website.models import FaqPage, TutorialIndexPage, TutorialPage


def load_faq(key: str, workshop: Workshop) -> None:
    """Write the questions and answers of the site's FAQ."""
    facts = read_toml(key, "faq.toml")
    page = FaqPage.objects.child_of(workshop.site.root_page).get()
    page.introduction = facts["introduction"]
    page.topics = [("topic", topic) for topic in facts["topics"]]
    publish(page, workshop)


def load_tutorials(key: str, workshop: Workshop) -> None:
    """Make the site's video tutorials, each with its first slide as its picture."""
    facts = read_toml(key, "tutorials.toml")
    index = TutorialIndexPage.objects.child_of(workshop.site.root_page).get()
    index.introduction = facts["introduction"]
    publish(index, workshop)
    for video in facts["videos"]:
        publish(index.add_child(instance=_tutorial(video, workshop)), workshop)


def _tutorial(facts: dict[str, Any], workshop: Workshop) -> TutorialPage:
    first = facts["slides"][0]
    slide = draw_slide(
        facts["title"], first["points"], footer=workshop.author_name, colours=workshop.colours
    )
    return TutorialPage(
        **{name: facts[name] for name in ("title", "slug", "summary")},
        video=make_video(facts, workshop),
        picture=save_picture(slide, facts["title"], workshop),
        owner=workshop.author,
        live=False,
    )
