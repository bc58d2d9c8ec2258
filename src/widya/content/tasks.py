"""Transcoding, which the worker does beside other work, and what it sees to by the clock."""

from uuid import uuid4

from django.utils import timezone
from django_tasks import task

from widya.content import actions
from widya.core.periodic import every
from widya.core.queues import SLOW


@task(queue_name=SLOW)
def transcode_video(video_id: int) -> None:
    """Make the stream of a video; harmless to repeat."""
    actions.make_stream(video_id, folder=uuid4().hex, clock=timezone.now)


@every(seconds=30)
def transcode_what_was_left() -> None:
    """See to videos that came without the staff side, or whose worker was stopped."""
    for video_id in actions.renew_requests(now=timezone.now()):
        transcode_video.enqueue(video_id)


@every(seconds=3600)
def remove_unused_streams() -> None:
    actions.remove_unused_streams()
