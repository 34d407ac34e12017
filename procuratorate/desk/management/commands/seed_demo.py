"""Put the demonstration province into an empty site."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from prisons.services.roster import rows_of, write_rows
from procuratorate.desk.demo.archive import build_archive
from procuratorate.desk.demo.building import BATCHES, build_papers
from procuratorate.desk.demo.centres import build_centres
from procuratorate.desk.demo.committed import build_committals, build_outside
from procuratorate.desk.demo.incidents import build_incidents
from procuratorate.desk.demo.joint import build_joint
from procuratorate.desk.demo.local_rules import build_parameters
from procuratorate.desk.demo.notices import build_notices
from procuratorate.desk.demo.people import Site, roster
from procuratorate.desk.demo.province import build_province, nodes
from procuratorate.desk.demo.receipts import build_receipts
from procuratorate.desk.demo.times import historian
from procuratorate.lib.clock import day_of
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Officer, Organ
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Kind
from procuratorate.work.services import drain

SITES = (("9901-QC", "9901", "Y9901", 2080), ("9902-LP", "9902", "Y9911", 780))
CHUNK = 1040


class Command(BaseCommand):
    help = "Seed 澜江省 (DEMO=1 only). On a site that has officers it does nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Only a demonstration site (DEMO=1) may be seeded.")
        with transaction.atomic():  # a province is there whole, or not at all
            self._seed()

    def _seed(self) -> None:
        with acting_as(BUILDER) as at:
            if Officer.objects.exists():
                self.stdout.write("The site has officers: nothing to seed.")
                return
            on = day_of(at)
            self._say("organs and officers", build_province)
            self._say("the province's own parameters", lambda: build_parameters(on))
            for code, prefix, clerk, count in SITES:
                self._say(f"{count} inmates of {code}", lambda: people(code, prefix, clerk, count, on))  # noqa: B023
            self._say("two detention centres", lambda: build_centres(on))
            self._say("deliveries to a prison", lambda: build_committals(on))
            self._say("who serves outside walls", lambda: build_outside(on))
            self._say("events in custody", lambda: build_incidents(on))
            for what, build in BATCHES:
                self._say(what, lambda: build(on))  # noqa: B023
        self._say("findings", drain_all)
        with acting_as(BUILDER):
            self._say("papers", lambda: build_papers(on))
            self._say("notices", lambda: build_notices(on))
            self._say("joint meetings", lambda: build_joint(on))
            self._say("historic cases, a model, its clues", lambda: build_archive(on))
            self._say("receipts", lambda: build_receipts(on))
        self._say("findings again", drain_all)

    def _say(self, what: str, act: Callable[[], Any]) -> None:
        began = monotonic()
        act()
        self.stdout.write(f"  {what} ({monotonic() - began:.1f} s)")


def drain_all() -> None:
    """What the acts left for later: the rules are held against every list sent."""
    while drain():
        pass


def people(code: str, prefix: str, clerk: str, count: int, on: date) -> None:
    """Write one prison's roster in chunks, as its clerk would import it."""
    prison, actor = Organ.objects.get(code=code), historian(clerk, on)
    wards = [node for node in nodes() if node.parent == code and node.kind == Kind.WARD]
    site = Site(prefix, tuple(ward.name for ward in wards), tuple(w.name for w in wards if "女" in w.name))
    rows = list(roster(site, count, on, Random(prefix)))
    for start in range(0, count, CHUNK):
        read = rows_of(rows[start : start + CHUNK])
        refused = [problem for row in read if row.refused for problem in row.problems]
        if refused:
            raise CommandError(f"the demonstration's own rows were refused: {refused[:3]}")
        write_rows(rows=read, prison=prison, actor=actor, on=on, reason="建库")
