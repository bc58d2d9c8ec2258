"""What rows about people have in common."""


class Record:
    """A mixin for models of what people are and do: facts, not content.

    Wagtail keeps an index of what content refers to. Without this it would queue a task, one more
    row and more work for the worker, each time that an enrolment or an attempt is saved.
    """

    wagtail_reference_index_ignore = True
