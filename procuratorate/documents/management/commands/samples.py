"""One paper of every kind into var/samples/, to be looked at."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from procuratorate.documents.engine.press import print_order
from procuratorate.documents.engine.printing import order_for
from procuratorate.documents.samples import samples

MADE = datetime(2026, 11, 6, 2, 0, tzinfo=UTC)


class Command(BaseCommand):
    help = "Render one paper of every kind with invented content into var/samples/ (or the folder given)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--into", default=str(Path(settings.VAR_DIR) / "samples"))
        parser.add_argument("--only", default="", help="a part of the paper's name")

    def handle(self, *args: Any, into: str, only: str, **options: Any) -> None:
        folder = Path(into)
        folder.mkdir(parents=True, exist_ok=True)
        for place, one in enumerate(samples(), 1):
            if only in one.label:
                printed = print_order(order_for(one.rule, one.head, one.facts, MADE))
                (folder / f"{place:02d} {one.label}.pdf").write_bytes(printed.pdf)
                self.stdout.write(f"  ✓ {one.label}：{printed.pages} 页，{len(printed.pdf) // 1024} KB")
