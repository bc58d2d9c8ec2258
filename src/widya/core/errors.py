"""The root of the platform's own errors.

WidyaError
└── one subtree per app: ``<app>/errors.py``
"""

from django.utils.functional import Promise


class WidyaError(Exception):
    """Something that a person may not do, with a message for that person.

    Attributes:
        message: a translatable sentence in the person's language.
        status: the HTTP status that fits.
    """

    message: str | Promise = ""
    status = 400

    def __init__(self, message: str | Promise | None = None) -> None:
        if message is not None:
            self.message = message
        super().__init__(str(self.message))
