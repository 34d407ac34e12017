"""One address for both kinds of traffic: pages through a bounded pool of threads, the live stream asynchronously.

Django's own ASGI handler opens a thread and a database connection for every request; pages therefore run as WSGI in a
fixed number of threads that keep theirs (docs/decisions/0004).
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "procuratorate.settings")

from a2wsgi import WSGIMiddleware

from procuratorate.wsgi import application as pages  # sets Django up; the stream needs its models

from procuratorate.dispatch.stream.app import application as stream  # isort: skip

pool = WSGIMiddleware(pages, workers=int(os.environ.get("PAGE_THREADS", "8")))  # type: ignore[arg-type]


async def application(scope, receive, send):  # type: ignore[no-untyped-def]
    """Send `/stream/` to the live stream, every other request to the pool."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["path"].startswith("/stream/"):
        await stream(scope, receive, send)
    else:
        await pool(scope, receive, send)


async def _lifespan(receive, send):  # type: ignore[no-untyped-def]
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
