"""Processor time of a piece of work: this process, the children it has waited for, and its database backend.

On a machine where others work too, the clock on the wall tells their load as well; this hardly does. What PostgreSQL
does for everyone (writing the log ahead, checkpoints, vacuum) and its parallel workers are in nobody's account, on
either side.
"""

from __future__ import annotations

import os
from pathlib import Path

from django.db import connection


def spent() -> float:
    """Seconds so far; a difference is only good while the connection stays the same one."""
    mine = os.times()
    return mine.user + mine.system + mine.children_user + mine.children_system + _of_backend()


def _of_backend() -> float:
    """The backend runs on this machine (the bench starts its own); the kernel counts in nanoseconds."""
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
