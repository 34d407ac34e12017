"""A file of historic cases too large for the page, in an officer's name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from procuratorate.lib.errors import Refused, Unacceptable
from procuratorate.screening.services.importing import import_as


class Command(BaseCommand):
    help = "Import historic cases (CSV, Excel, Parquet) in the name of an officer; the job runs in a worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--officer", required=True, help="number of the officer who answers for the file")
        parser.add_argument("--ordinary", action="store_true", help="special circumstances not listed did not exist")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = import_as(path=options["file"], number=options["officer"], ordinary=options["ordinary"])
        except (Unacceptable, Refused) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(made.get_absolute_url())
