"""A world with a reviewer, and what an editor sends."""

from tests import worlds
from widya.accounts.actions import grant_role, set_up_roles
from widya.catalog.models import LessonPage

COMMENTS = {
    "comments-TOTAL_FORMS": "1",
    "comments-INITIAL_FORMS": "0",
    "comments-0-text": "Sebutkan pasalnya.",
    "comments-0-contentpath": "title",
    "comments-0-position": "",
    "comments-0-resolved": "",
    "comments-0-id": "",
    "comments-0-DELETE": "",
    "comments-0-replies-TOTAL_FORMS": "0",
    "comments-0-replies-INITIAL_FORMS": "0",
    "body-count": "0",
}
NO_COMMENTS = {**COMMENTS, "comments-TOTAL_FORMS": "0"}


class World:
    """Two sites with a course each; an author, a reviewer and an administrator of the first."""

    def __init__(self):
        self.site = worlds.make_site(short_name="Imipas")
        self.other_site = worlds.make_site("kemenkum.localhost", is_default=False)
        for site in (self.site, self.other_site):
            set_up_roles(site, site.root_page)
        self.staff = {role: self.make_staff(role) for role in ("author", "reviewer")}
        self.staff["administrator"] = self.make_staff("administrator")
        self.course = worlds.make_course(self.site)
        self.theirs = worlds.make_course(self.other_site)
        self.lesson = LessonPage.objects.descendant_of(self.course).first()
        self.exam = worlds.make_exam(self.course, bank=worlds.make_bank())

    def make_staff(self, role):
        user = worlds.make_user(role, joined_through=self.site)
        grant_role(user, self.site, role)
        return user


def edit_url(page):
    return f"/admin/pages/{page.pk}/edit/"
