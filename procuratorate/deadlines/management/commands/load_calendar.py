"""After an upgrade: bring in the years the new version ships, moving open clocks. Safe to run again."""

from typing import Any

from django.core.management.base import BaseCommand

from procuratorate.deadlines.services.seeding import load_shipped_years
from procuratorate.organs.actors import service_actor
from procuratorate.organs.reach import acting_as


class Command(BaseCommand):
    help = "导入随附日历中尚未导入的年度"

    def handle(self, *args: Any, **options: Any) -> None:
        actor = service_actor("load_calendar")
        with acting_as(actor) as at:
            loaded = load_shipped_years(actor=actor, at=at)
        for year, moved in loaded.items():
            self.stdout.write(f"{year}年：已导入，{moved}个时限的到期日有变动")
        if not loaded:
            self.stdout.write("各年度均已导入")
