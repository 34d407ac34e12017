"""Loaded before the settings: each worker of pytest-xdist has a Redis database of its own, as it has a PostgreSQL one.

Workers would otherwise wake each other's streams. The environment says who a worker is; a run without workers keeps 0.
"""

import os

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
if WORKER and "REDIS_URL" in os.environ:
    server = os.environ["REDIS_URL"].rpartition("/")[0]
    os.environ["REDIS_URL"] = f"{server}/{1 + int(WORKER.removeprefix('gw'))}"
