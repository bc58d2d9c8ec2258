"""Facts that this app announces, inside the transaction that made them true.

The sender is ``Enrolment``; the first two carry ``enrolment`` and ``now``.
"""

from django.dispatch import Signal

enrolled = Signal()
# Also carries ``element_id``.
element_completed = Signal()
# Sent once for an enrolment, when it becomes passed. Carries ``enrolments``: all that became so in
# the same act, locked, with their ``user`` and ``run.course``; ``finished_at`` says when each did.
course_completed = Signal()
# When two accounts become one: the enrolments, locked, have their owners; now what hangs on them
# follows, or raises ``MergeRefused``. Carries ``source`` and ``target``, both ``User``.
enrolments_moved = Signal()
