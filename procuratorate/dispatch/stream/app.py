"""The ASGI application behind /stream/."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.db import Error

from procuratorate.dispatch.stream.hub import Connection, Hub
from procuratorate.dispatch.stream.news import OVERLAP, look, parse_cursor, unread_event
from procuratorate.dispatch.stream.tickets import admit

log = logging.getLogger(__name__)
Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]
PING_EVERY = 15.0
LIFE = 600.0  # then the browser comes back by itself, and the officer's reach is worked out anew
FULL = 2000
PING = b"event: ping\ndata: {}\n\n"
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"private, no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
_hub: Hub | None = None


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Stream arrivals to a signed-in officer; 401 for anybody else, 405 for anything but GET, 503 when full."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return await _refuse(send, 405)
    hub = _the_hub()
    headers = dict(scope["headers"])
    try:
        ticket = await hub.in_pool(admit, _session_key(headers))
    except Error:
        return await _refuse(send, 503)
    if ticket is None or hub.size >= FULL:
        return await _refuse(send, 503 if ticket else 401)
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    connection = Connection(ticket)
    try:
        await _until_gone(receive, _pump(hub, connection, _last(scope, headers), send))
    except Error as error:
        log.warning("stream: %s", type(error).__name__)  # the browser comes back
    finally:
        hub.leave(connection)
    return None


def _the_hub() -> Hub:
    global _hub  # noqa: PLW0603 - one hub a process, made inside its running loop
    if _hub is None:
        _hub = Hub()
    return _hub


async def _pump(hub: Hub, connection: Connection, last: tuple[datetime, int] | None, send: Send) -> None:
    """Tell what was missed, then what comes, until the stream has lived long enough or its right has ended."""
    loop = asyncio.get_running_loop()
    over = loop.time() + LIFE * random.uniform(0.8, 1.2)  # noqa: S311 - so that not all come back at once
    await hub.join(connection)
    told = await _replay(hub, connection, last, send)
    while loop.time() < over:
        try:
            known, event = await asyncio.wait_for(connection.queue.get(), PING_EVERY)
        except TimeoutError:
            known, event = 0, PING
        if not event:
            break
        if not known or known not in told:
            await _write(send, event)
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _replay(hub: Hub, connection: Connection, last: tuple[datetime, int] | None, send: Send) -> set[int]:
    """What came since the page was drawn or the line was cut, then the number on the bell."""
    since, known = last or (datetime.max.replace(tzinfo=UTC), 0)
    news = await hub.in_pool(look, [connection.ticket], since - OVERLAP)
    events = [arrival.event for arrival in news.arrivals if arrival.id != known]
    await _write(send, b"retry: 1000\n\n" + b"".join(events) + unread_event(news.unread))
    return {arrival.id for arrival in news.arrivals}


async def _until_gone(receive: Receive, pumping: Any) -> None:
    """Pump until the browser goes away."""
    pump = asyncio.ensure_future(pumping)
    gone = asyncio.ensure_future(_gone(receive))
    try:
        await asyncio.wait({pump, gone}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (pump, gone):
            task.cancel()
            with suppress(asyncio.CancelledError, OSError):
                await task


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _write(send: Send, event: bytes) -> None:
    await send({"type": "http.response.body", "body": event, "more_body": True})


async def _refuse(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"cache-control", b"no-store")]})
    await send({"type": "http.response.body", "body": b""})


def _session_key(headers: dict[bytes, bytes]) -> str:
    try:
        cookies = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1"))
    except CookieError:
        return ""
    morsel = cookies.get(settings.SESSION_COOKIE_NAME)
    return morsel.value if morsel else ""


def _last(scope: dict[str, Any], headers: dict[bytes, bytes]) -> tuple[datetime, int] | None:
    """Where the browser stands: its Last-Event-ID, else the moment its page was drawn (`?last=`)."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("last", [""])[0]
    return parse_cursor(headers.get(b"last-event-id", b"").decode("latin-1") or asked)
