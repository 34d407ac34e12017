"""Load organs and pairings from a file."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from procuratorate.organs.actors import BUILDER
from procuratorate.organs.management.reading import load_file, told
from procuratorate.organs.reach import acting_as


class Command(BaseCommand):
    help = "Load organs and pairings from a CSV or Excel file (docs/organs-file.md). Safe to run again; all or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        with acting_as(BUILDER):
            self.stdout.write("单位：" + told(load_file(file)))
