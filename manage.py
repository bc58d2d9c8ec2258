#!/usr/bin/env python
"""Django's command line for Widya; see docs/operator/settings.md for its settings."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "widya.config.settings.embedded")
    execute_from_command_line(sys.argv)
