"""Do at once what a new demonstration leaves to the worker, such as transcoding its videos.

Runs in a process of its own with the settings of its environment: `python -m tools.work_off`.
"""

import django
from django.core.management import call_command

django.setup()

from widya.content.tasks import transcode_what_was_left  # noqa: E402

transcode_what_was_left()
call_command("db_worker", batch=True, queue_name="*", interval=0.1, verbosity=0)
