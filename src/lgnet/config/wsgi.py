"""The WSGI application granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lgnet.config.settings")
application = get_wsgi_application()

# What is loaded by now lives as long as the process: the collector need not look at it again, and
# a page that makes thousands of short-lived objects is not interrupted by looking for cycles.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 100)
