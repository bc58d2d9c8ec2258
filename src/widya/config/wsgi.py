"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "widya.config.settings.embedded")
application = get_wsgi_application()

# What was imported lives as long as the process: spare the collector from walking it, and let it
# look less often at what requests leave behind (a tenth of a page's time otherwise).
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
