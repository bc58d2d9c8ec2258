"""What is kept about a person, app by app; each collector reads through the person alone.

No secret is among it: no password, no session's key, no second factor's, nobody else's data.
"""

from collections.abc import Callable

from widya.accounts.models import User
from widya.privacy.collectors.attempts import assessment
from widya.privacy.collectors.courses import certificates, credits_ledger, learning
from widya.privacy.collectors.people import accounts, imports, notifications, staff_access
from widya.privacy.sections import Section

COLLECTORS: tuple[Callable[[User], list[Section]], ...] = (
    accounts,
    learning,
    assessment,
    certificates,
    credits_ledger,
    notifications,
    imports,
    staff_access,
)
