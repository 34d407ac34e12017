"""The Celery application. Redis carries hints only: losing every message loses nothing (docs/decisions/0003)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "procuratorate.settings")

app = Celery("procuratorate")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
