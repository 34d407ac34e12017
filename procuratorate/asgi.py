"""One address for both kinds of traffic: pages through a bounded pool of threads, the live stream asynchronously.

Django's own ASGI handler opens a thread and a database connection for every request; pages therefore run as WSGI in a
fixed number of threads that keep theirs (docs/decisions/0004).
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "procuratorate.settings")

from a2wsgi import WSGIMiddleware  # noqa: E402
from django.core.asgi import get_asgi_application  # noqa: E402

stream = get_asgi_application()

from procuratorate.wsgi import application as pages  # noqa: E402

pool = WSGIMiddleware(pages, workers=int(os.environ.get("PAGE_THREADS", "8")))  # type: ignore[arg-type]


async def application(scope, receive, send):  # type: ignore[no-untyped-def]
    """Send `/stream/` to Django's ASGI handler, every other request to the pool."""
    if scope["type"] == "lifespan":
        return await _lifespan(receive, send)
    if scope["path"].startswith("/stream/"):
        return await stream(scope, receive, send)
    await pool(scope, receive, send)


async def _lifespan(receive, send):  # type: ignore[no-untyped-def]
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
