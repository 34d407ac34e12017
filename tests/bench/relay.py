"""The least a live stream can be: what Redis says is written to every open connection. No door, no database."""

from __future__ import annotations

import asyncio
import os
from typing import Any

import redis.asyncio

queues: set[asyncio.Queue[bytes]] = set()
tasks: list[asyncio.Task[None]] = []


async def hear() -> None:
    async with redis.asyncio.from_url(os.environ["REDIS_URL"]) as client:
        pubsub = client.pubsub(ignore_subscribe_messages=True)
        await pubsub.subscribe("bench")
        async for message in pubsub.listen():
            event = b"event: arrival\ndata: " + message["data"] + b"\n\n"
            for one in queues:
                one.put_nowait(event)


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        await receive()
        tasks.append(asyncio.create_task(hear()))
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
        return
    mine: asyncio.Queue[bytes] = asyncio.Queue()
    queues.add(mine)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]})
    await send({"type": "http.response.body", "body": b"event: ready\ndata: {}\n\n", "more_body": True})
    while True:
        await send({"type": "http.response.body", "body": await mine.get(), "more_body": True})
