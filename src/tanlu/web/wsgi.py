"""What the server calls."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tanlu.web.settings")
application = get_wsgi_application()

from tanlu.web.beside import start  # noqa: E402 - its models wait for the application

start()
