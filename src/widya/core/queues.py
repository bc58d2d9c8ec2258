"""The worker's queues: quick work waits in ``default``, and slow work beside it."""

SLOW = "slow"  # what takes minutes, such as transcoding a video
