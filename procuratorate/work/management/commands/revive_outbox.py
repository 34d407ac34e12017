"""Try announcements that were given up once more."""

from typing import Any

from django.core.management.base import BaseCommand

from procuratorate.work.services import revive_outbox


class Command(BaseCommand):
    help = "Try outbox rows again that were given up after all tries (see /health/), once their cause is removed."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{revive_outbox()} row(s) will be tried again.")
