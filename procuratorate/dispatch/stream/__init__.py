"""The live stream at /stream/: server-sent events woken by Redis, read from PostgreSQL.

Plain ASGI and not a Django view: under ASGI, Django's synchronous middleware would hold a thread and a database
connection for as long as each stream lives. Here a session is read when the stream opens and again with every message,
in a pool of two threads.
"""
