"""One address for both kinds of traffic: pages through a bounded pool of threads, the live stream asynchronously.

Django's own ASGI handler opens a thread and a database connection for every request; pages therefore run as WSGI in a
fixed number of threads that keep theirs (docs/decisions/0004).
"""

import os
from collections.abc import Awaitable, Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "procuratorate.settings")

from a2wsgi import WSGIMiddleware

from procuratorate.wsgi import application as pages  # isort: skip  sets Django up
from procuratorate.dispatch.stream.app import application as stream  # isort: skip

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

pool = WSGIMiddleware(pages, workers=int(os.environ.get("PAGE_THREADS", "8")))  # type: ignore[arg-type]


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Send `/stream/` to the live stream, every other request to the pool."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["path"].startswith("/stream/"):
        await stream(scope, receive, send)
    else:
        await pool(scope, receive, send)  # type: ignore[arg-type]


async def _lifespan(receive: Receive, send: Send) -> None:
    kind = ""
    while kind != "lifespan.shutdown":
        kind = (await receive())["type"]
        await send({"type": f"{kind}.complete"})
