"""A child process with hard limits, in which other people's files are parsed."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO

TICK = 0.5  # seconds between two looks at the child


class Died(Exception):  # it did
    """The child came to its limits, or its parser to its wits' end."""


def run(
    script: Path, *arguments: str, given: bytes, memory: int, seconds: int = 20, tick: Callable[[], None] = lambda: None
) -> bytes:
    """Output of a script, fed with `given`; raises `Died` if it ends badly, takes `seconds` of work or thrice as long.

    The child is a fresh interpreter in isolated mode with an empty environment: no settings, no secrets, no database.
    Its limits are set from here before it gets its input, since code between fork and exec is unsafe where threads run.
    `tick` is called twice a second and may raise to stop it.
    """
    command = [sys.executable, "-I", str(script), *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env={}) as child:
        try:
            _limit(child.pid, memory, seconds)
            output, _ = fed(child, given, tick, time.monotonic() + 3 * seconds)
        except OSError as error:
            raise Died(script.name) from error
        finally:
            child.kill()
    if child.returncode:
        raise Died(f"{script.name}: {child.returncode}")
    return output


def fed(
    child: subprocess.Popen[bytes], given: bytes, tick: Callable[[], None], until: float = float("inf")
) -> tuple[bytes, bytes]:
    """What a child says on both its pipes once it was fed and is done. `until`: a moment of time.monotonic().

    A thread does the feeding: `communicate`, asked again after a timeout, forgets what it had not written yet.
    """
    feeder = Thread(target=_feed, args=(child.stdin, given), daemon=True)
    child.stdin = None
    feeder.start()
    while time.monotonic() < until:
        with suppress(subprocess.TimeoutExpired):
            return child.communicate(timeout=TICK)
        tick()
    raise TimeoutError(str(child.args))


def _feed(pipe: IO[bytes], given: bytes) -> None:
    with suppress(OSError), pipe:  # a child that died reads no more
        pipe.write(given)


def _limit(pid: int, memory: int, seconds: int) -> None:
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 200 * 2**20,  # openpyxl writes sheets through temporary files
    }
    with suppress(ProcessLookupError):
        for kind, most in limits.items():
            resource.prlimit(pid, kind, (most, most))
