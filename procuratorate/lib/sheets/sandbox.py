"""A child process with hard limits, in which other people's files are parsed."""

from __future__ import annotations

import resource
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

_HERE = Path(__file__).parent
_CPU_SECONDS, _WALL_SECONDS = 20, 60


class Died(Exception):  # it did
    """The child came to its limits, or its parser to its wits' end."""


def run(script: str, *arguments: str, given: bytes, memory: int) -> bytes:
    """Output of one of the scripts beside this file, fed with `given`; raises `Died` if it ends badly.

    The child is a fresh interpreter in isolated mode with an empty environment: no settings, no secrets, no database.
    Its limits are set from here before it gets its input, since code between fork and exec is unsafe where threads run.
    """
    command = [sys.executable, "-I", str(_HERE / script), *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env={}) as child:
        try:
            _limit(child.pid, memory)
            output, _ = child.communicate(given, timeout=_WALL_SECONDS)
        except (subprocess.TimeoutExpired, OSError) as error:
            raise Died(script) from error
        finally:
            child.kill()
    if child.returncode:
        raise Died(f"{script}: {child.returncode}")
    return output


def _limit(pid: int, memory: int) -> None:
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: _CPU_SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 200 * 2**20,  # openpyxl writes sheets through temporary files
    }
    with suppress(ProcessLookupError):
        for kind, most in limits.items():
            resource.prlimit(pid, kind, (most, most))
