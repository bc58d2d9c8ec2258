"""Many machines: nothing has a convenient default here, what is missing stops the start."""

from widya.config.environment import read

from .base import *

SECRET_KEY: str = read("SECRET_KEY")
