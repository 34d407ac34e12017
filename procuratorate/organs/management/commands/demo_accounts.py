"""Who may sign in to the demonstration, and what their devices show now."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from procuratorate.lib.clock import day_of
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.demo import PASSWORD
from procuratorate.organs.models import Assignment
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Role


class Command(BaseCommand):
    help = "Print demonstration accounts by role, with their one-time codes of this half minute (DEMO=1 only)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="every account, not the first of each role and house")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Only a demonstration site (DEMO=1) shows its accounts.")
        with acting_as(BUILDER) as at:
            posts = Assignment.objects.on(day_of(at)).filter(acting_for=None, officer__is_active=True)
            rows = list(posts.select_related("officer", "organ__house").order_by("organ__path", "pk"))
            codes = {device.user_id: code(device) for device in TOTPDevice.objects.filter(confirmed=True)}
        shown = rows if options["all"] else first_of_each(rows)
        self.stdout.write(f"{os.environ.get('ADDRESS', 'http://127.0.0.1:8000/')}   密码 {PASSWORD}\n")
        for post in sorted(shown, key=lambda row: list(Role.values).index(row.role)):
            line = f"{pad(post.get_role_display(), 18)}{pad(post.officer.number, 10)}{pad(post.officer.name, 12)}"
            self.stdout.write(f"{line}{codes.get(post.officer_id, '      ')}  {post.organ.name}")


def first_of_each(rows: list[Assignment]) -> list[Assignment]:
    """The first post of each role in each house."""
    seen: dict[tuple[str, int | None], Assignment] = {}
    for row in rows:
        seen.setdefault((row.role, row.organ.house_id), row)
    return list(seen.values())


def code(device: TOTPDevice) -> str:
    """What the device shows now."""
    clock = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)  # type: ignore[no-untyped-call]
    return f"{clock.token():06d}"  # type: ignore[no-untyped-call]


def pad(words: str, width: int) -> str:
    """Padded to a width in columns of a terminal, where a Chinese character takes two."""
    return words + " " * max(1, width - sum(2 if ord(character) > 0x2E7F else 1 for character in words))
