"""Pages, as WSGI: kept database connections, one per thread."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "procuratorate.settings")
import procuratorate.celery  # noqa: F401

application = get_wsgi_application()
