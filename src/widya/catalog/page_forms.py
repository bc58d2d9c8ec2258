"""The editor's form of a course."""

from typing import Any

from widya.core.page_rights import ViewablePageForm


class CoursePageForm(ViewablePageForm):
    """Proposes the writer's own name as the author that is shown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and self.for_user is not None:
            self.initial["author_name"] = self.instance.author_name or self.for_user.name
