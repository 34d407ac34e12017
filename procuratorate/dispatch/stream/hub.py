"""One hub a process: hears Redis once, reads once for all streams at the same desks, hands out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import ParamSpec, TypeVar

import redis.asyncio
from django.conf import settings
from django.db import Error, close_old_connections
from redis.exceptions import RedisError

from procuratorate.dispatch.services.waking import ARRIVALS
from procuratorate.dispatch.stream.news import LATE, News, look, registered_event, unread_event, woken_since
from procuratorate.dispatch.stream.tickets import Ticket, still_good

log = logging.getLogger(__name__)
P = ParamSpec("P")
R = TypeVar("R")
LOOK_EVERY = 5.0  # seconds between looks into PostgreSQL without a hint
CHECK_EVERY = 15.0  # seconds between looks at the sessions of silent streams
WAITING = 200  # events a slow browser may leave unread before its stream is closed


class Connection:
    """One open stream. An empty item in the queue ends it."""

    def __init__(self, ticket: Ticket) -> None:
        self.ticket = ticket
        self.queue: asyncio.Queue[tuple[int, bytes]] = asyncio.Queue(WAITING)

    def put(self, told: int, event: bytes) -> None:
        if self.queue.full():
            self.end()  # the browser comes back and is told what it missed
        else:
            self.queue.put_nowait((told, event))

    def end(self) -> None:
        while not self.queue.empty():
            self.queue.get_nowait()
        self.queue.put_nowait((0, b""))


class Group:
    """The streams of all officers at the same desks: what one may hear, all may."""

    def __init__(self) -> None:
        self.members: set[Connection] = set()
        self.since: datetime | None = None
        self.told: set[int] = set()
        self.registered: set[int] = set()  # by a colleague or in another tab, not yet told
        self.unread = ""
        self.dirty = asyncio.Event()
        self.lock = asyncio.Lock()
        self.task: asyncio.Task[None] | None = None

    def hand_out(self, news: News, asked: set[Connection], *, silently: bool = False) -> None:
        """Give all what they have not been told, and end those who asked and have no right any more.

        Who joined while the read was under way has just been admitted, and leaves out what its own look told it.
        """
        fresh = [arrival for arrival in news.arrivals if arrival.id not in self.told]
        changed = news.unread != self.unread and not fresh
        gone, self.registered = self.registered, set()
        for member in list(self.members):
            if member in asked and member.ticket not in news.good:
                member.end()
                continue
            for arrival in () if silently else fresh:
                member.put(arrival.id, arrival.event)
            for pk in gone:
                member.put(0, registered_event(pk))
            if changed and not silently:
                member.put(0, unread_event(news.unread))
        if news.at is not None:
            self.told = {arrival.id for arrival in news.arrivals}
            self.unread, self.since = news.unread, news.at - LATE


class Hub:
    """Groups by desks, one listener to Redis, one look at PostgreSQL every five seconds."""

    def __init__(self) -> None:
        self.groups: dict[tuple[int, ...], Group] = {}
        self.pool = ThreadPoolExecutor(2, "stream")
        self.tasks = [asyncio.create_task(work()) for work in (self._listen, self._look, self._check)]

    @property
    def size(self) -> int:
        return sum(len(group.members) for group in self.groups.values())

    async def in_pool(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a reading in one of the two threads that keep a database connection."""

        def job() -> R:
            close_old_connections()
            try:
                return function(*args, **kwargs)
            finally:
                close_old_connections()

        return await asyncio.get_running_loop().run_in_executor(self.pool, job)

    async def join(self, connection: Connection) -> None:
        """Add a stream to its group; when this returns, whatever commits from now on reaches its queue."""
        desks = connection.ticket.actor.desks
        group = self.groups.get(desks)
        if group is None:
            group = self.groups[desks] = Group()
            group.task = asyncio.create_task(self._serve(desks, group))
        group.members.add(connection)
        if not group.unread:
            await self._refresh(group, silently=True)

    def leave(self, connection: Connection) -> None:
        group = self.groups.get(connection.ticket.actor.desks)
        if group is not None:
            group.members.discard(connection)
            group.dirty.set()

    async def _serve(self, desks: tuple[int, ...], group: Group) -> None:
        """Read for a group whenever it is woken, until its last stream has gone."""
        while group.members:
            await group.dirty.wait()
            group.dirty.clear()
            try:
                if group.members:
                    await self._refresh(group)
            except Error as error:
                log.warning("stream: %s", type(error).__name__)
                await asyncio.sleep(1)
                group.dirty.set()
        if self.groups.get(desks) is group:
            del self.groups[desks]

    async def _refresh(self, group: Group, *, silently: bool = False) -> None:
        async with group.lock:
            if silently and group.unread:
                return
            asked = set(group.members)
            news = await self.in_pool(look, [member.ticket for member in asked], group.since)
            group.hand_out(news, asked, silently=silently)

    def _wake(self, organs: set[int], registered: Iterable[int] = ()) -> None:
        for desks, group in self.groups.items():
            if not organs.isdisjoint(desks):
                group.registered.update(registered)
                group.dirty.set()

    async def _listen(self) -> None:
        """Hear the hints. Redis may be away: then `_look` finds what it would have told."""
        while True:
            try:
                async with redis.asyncio.from_url(settings.REDIS_URL, health_check_interval=10) as client:
                    pubsub = client.pubsub(ignore_subscribe_messages=True)
                    await pubsub.subscribe(ARRIVALS)
                    async for message in pubsub.listen():
                        organ, *registered = map(int, message["data"].split())
                        self._wake({organ}, registered)
            except (RedisError, OSError, ValueError) as error:
                log.warning("stream: %s", type(error).__name__)
                await asyncio.sleep(2)

    async def _look(self) -> None:
        """Wake the groups at whose desks something arrived, hint or no hint."""
        since: datetime | None = None
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                if self.groups:
                    organs, since = await self.in_pool(woken_since, since)
                    self._wake(organs)
            except Error as error:
                log.warning("stream: %s", type(error).__name__)

    async def _check(self) -> None:
        """End streams whose session or post has ended, also where nothing arrives."""
        while True:
            await asyncio.sleep(CHECK_EVERY)
            members = [member for group in self.groups.values() for member in group.members]
            try:
                good = await self.in_pool(still_good, [member.ticket for member in members]) if members else set()
            except Error as error:
                log.warning("stream: %s", type(error).__name__)
                continue
            for member in members:
                if member.ticket not in good:
                    member.end()
