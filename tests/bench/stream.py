"""From commit to the browser's event, two hundred streams open: the real server, Redis, the hints worker."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

import redis
from django.conf import settings
from django.db import transaction

from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Officer, Organ
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Role
from tests.bench.callers import session_of
from tests.bench.people import Province
from tests.bench.stats import Line, Series
from tests.bench.world import hints_worker, serving
from tests.cast import officer

STREAMS, SENDINGS, PATIENCE = 200, 50, 15.0
_keys = count(1)


def measure(province: Province) -> list[Line]:
    """All at one office's desk; then over every office of the province; the baseline is a bare relay of Redis."""
    one, many = Series("commit → event, all at one desk"), Series("commit → event, over 33 offices")
    floor = Series(f"bare relay: Redis publish → {STREAMS} streams, no database, no session")
    with serving("tests.bench.relay:application") as address, listening(address, [""] * STREAMS) as ears:
        for _ in range(SENDINGS):
            floor.seconds += _publish(ears)
    with serving() as address, hints_worker():
        time.sleep(3)  # the worker connects
        near = [session_of(province.cast.chen) for _ in range(STREAMS)]
        with listening(address, near) as ears:
            for _ in range(SENDINGS):
                one.seconds += _send(province, 0, ears, STREAMS)
        staff = [province.cast.chen, *_officers(province)]
        far = [session_of(staff[place % len(staff)]) for place in range(STREAMS)]
        with listening(address, far) as ears:
            for number in range(SENDINGS):
                slot = number % len(staff)
                many.seconds += _send(province, slot, ears, len(range(slot, STREAMS, len(staff))))
    lines = [Line(series.name, series, floor, "p99 < 1 s", 99, faster=False) for series in (one, many)]
    for line in lines:
        line.met = line.ours.at(99) < 1
    return lines


def _officers(province: Province) -> list[Officer]:
    with acting_as(BUILDER):
        return [
            officer(f"JX{number:02d}", "驻监", office, Role.PROCURATOR)
            for number, office in enumerate(province.offices[1:], 1)
        ]


class Ears:
    """Connections as browsers hold them, read in a thread of their own; what was heard, and when."""

    def __init__(self) -> None:
        self.heard: dict[str, list[float]] = {}
        self.ready = 0
        self.loop = asyncio.new_event_loop()
        self.tasks: list[asyncio.Task[None]] = []

    async def listen(self, address: str, cookie: str) -> None:
        host, port = address.split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        cookies = f"Cookie: {settings.SESSION_COOKIE_NAME}={cookie}\r\n" if cookie else ""
        writer.write(f"GET /stream/ HTTP/1.1\r\nHost: {address}\r\n{cookies}\r\n".encode())
        kind = b""
        try:
            while line := await reader.readline():
                if line.startswith(b"event: "):
                    kind = line[7:].strip()
                    continue
                if line.startswith(b"data: ") and kind == b"arrival":
                    self.heard.setdefault(json.loads(line[6:])["id"], []).append(time.perf_counter())
                elif line.startswith(b"data: ") and kind in (b"unread", b"ready"):
                    self.ready += 1
                    kind = b""
        finally:
            writer.close()

    async def begin(self, address: str, cookies: list[str]) -> None:
        self.tasks = [asyncio.create_task(self.listen(address, cookie)) for cookie in cookies]


@contextmanager
def listening(address: str, cookies: list[str]) -> Iterator[Ears]:
    """Open the streams and wait until each has been told where it stands."""
    ears = Ears()
    thread = threading.Thread(target=ears.loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(ears.begin(address, cookies), ears.loop).result()
    try:
        _until(lambda: ears.ready >= len(cookies), f"{len(cookies)} streams")
        yield ears
    finally:
        for task in ears.tasks:
            ears.loop.call_soon_threadsafe(task.cancel)
        time.sleep(0.5)
        ears.loop.call_soon_threadsafe(ears.loop.stop)
        thread.join(5)


def _send(province: Province, slot: int, ears: Ears, listeners: int) -> list[float]:
    """Send through the service; the clock starts when COMMIT has returned, and stops at each listener's event."""
    committed: list[float] = []
    prison, office = province.prisons[slot], province.offices[slot]
    with acting_as(BUILDER) as at:
        transaction.on_commit(lambda: committed.append(time.perf_counter()))
        content = {"persons": ["某某"] * 50}
        found = send(
            actor=BUILDER, sender=prison, recipient=Organ.objects.get(pk=office.pk), legal_mode=Mode.CONSULTATION,
            kind="consultation", title="征求意见", masked_title="征求意见", basis="会签办法第六条", content=content,
            key=f"bench:{next(_keys)}", at=at,
        )  # fmt: skip
    return _heard(ears, str(found.pk), committed[0], listeners)


def _publish(ears: Ears) -> list[float]:
    name = f"bare{next(_keys)}"
    client = redis.Redis.from_url(settings.REDIS_URL)
    begun = time.perf_counter()
    client.publish("bench", json.dumps({"id": name}))
    return _heard(ears, name, begun, STREAMS)


def _heard(ears: Ears, name: str, begun: float, listeners: int) -> list[float]:
    _until(lambda: len(ears.heard.get(name, [])) >= listeners, f"{name} at {listeners} streams")
    time.sleep(0.05)
    assert len(ears.heard[name]) == listeners, "told once each"
    return [max(moment - begun, 0) for moment in ears.heard[name]]


def _until(ready: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.002)
