"""Two sites of the product: two databases, two folders of files and keys. The organs go by the same codes, not keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from django.conf import settings
from django.db import connection

import procuratorate.celery  # noqa: F401  # hints go to the broker, as in the product
from procuratorate.dispatch.packets.seals import trust
from procuratorate.documents.engine import authority
from procuratorate.lib import clock
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Kind
from tests.cast import Cast, build_cast, organ


@dataclass
class Site:
    """One network's product. `beyond` are the codes of the houses on the other."""

    database: str
    home: Path
    beyond: set[str]
    cast: Cast = field(default_factory=lambda: Cast({}, {}))

    @contextmanager
    def here(self) -> Iterator[Cast]:
        """Everything inside happens on this site."""
        outer = connection.settings_dict["NAME"]
        _turn_to(self.database)
        home = mock.patch.multiple(settings, VAR_DIR=self.home, MEDIA_ROOT=self.home / "media", DEMO=True)
        with home, mock.patch.object(settings, "GATEWAY_ORGANS", self.beyond):
            try:
                yield self.cast
            finally:
                _turn_to(outer)

    def build(self, *, shift: int = 0) -> None:
        """The cast; `shift` organs before it, so that no key is the other site's."""
        with self.here(), acting_as(BUILDER):
            for number in range(shift):
                organ(f"X{number}", f"外省监狱{number}", Kind.PRISON)
            self.cast = build_cast()

    def certify(self, code: str) -> bytes:
        """The certificate of a house of this site, made here."""
        with self.here(), acting_as(BUILDER):
            house = Organ.objects.get(code=code)
            authority.make_demonstration(code, house.name, clock.now())
            return authority.paths(code)[0].read_bytes()

    def trusts(self, code: str, certificate: bytes) -> None:
        with self.here():
            trust(code, certificate)


def _turn_to(database: str) -> None:
    if connection.settings_dict["NAME"] != database:
        connection.close()
        connection.settings_dict["NAME"] = database
