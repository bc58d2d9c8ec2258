"""Who of the staff may do what with mails: administrators see them and send failed ones again.

Nobody, no superuser either, writes, changes or deletes a mail by hand.
"""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from widya.notifications.models import Mail

ACTIONS = {"view", "resend"}


class MailPolicy(ModelPermissionPolicy):
    """Django's permissions ``view_mail`` and ``resend_mail``, and no others."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ACTIONS and bool(super().user_has_permission(user, action))


policy = MailPolicy(Mail)
