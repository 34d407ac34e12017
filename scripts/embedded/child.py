"""One process under the supervisor: started with its own log, tied to our life, started again when it dies."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
LONGEST = 30.0
SOUND = 60.0  # seconds of life after which a death counts as the first again


@dataclass
class Child:
    """`command` may be computed at each start (a port, a stale file); `stop` is the polite signal."""

    name: str
    command: Callable[[], Sequence[str]]
    log: Path
    env: Mapping[str, str]
    stop: signal.Signals = signal.SIGTERM
    grace: float = 10.0
    ready: Callable[[], bool] = lambda: True
    popen: dict[str, Any] = field(default_factory=dict)
    cwd: Path = Path("/")
    process: "subprocess.Popen[bytes] | None" = None
    deaths: int = 0
    again_at: float = 0.0
    born: float = 0.0

    def start(self) -> None:
        """Start it; the log keeps what earlier lives said."""
        self.born = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command(),
                env=dict(self.env),
                cwd=self.cwd,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C on the terminal must reach the supervisor only
                preexec_fn=tie(self.stop, os.getpid()),  # noqa: PLW1509  one prctl, before any thread is started
                **self.popen,
            )

    def alive(self) -> bool:
        """Does it run?"""
        return self.process is not None and self.process.poll() is None

    def revive(self) -> str | None:
        """Start it again once its back-off is over. Returns a line for the terminal when something happened."""
        if self.alive():
            return None
        if self.process is not None:
            return self._bury()
        if time.monotonic() < self.again_at:
            return None
        self.start()
        return f"{self.name} started again"

    def halt(self) -> None:
        """Ask it to stop, then insist."""
        if self.process is None:
            return
        if self.alive():
            self.process.send_signal(self.stop)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(self.grace)
        self._sweep()

    def last_words(self) -> str:
        """The end of its log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-12:]) if self.log.exists() else ""

    def _bury(self) -> str:
        assert self.process is not None
        code = self.process.returncode
        self._sweep()
        self.process = None
        self.deaths = 1 if time.monotonic() - self.born > SOUND else self.deaths + 1
        delay = min(LONGEST, 0.5 * 2 ** (self.deaths - 1))
        self.again_at = time.monotonic() + delay
        return f"{self.name} ended ({code}); starting again in {delay:.1f} s. Log: {self.log}"

    def _sweep(self) -> None:
        """Kill what it left behind: grandchildren stay in its session, hence in its group."""
        assert self.process is not None
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def tie(how: signal.Signals, parent: int) -> Callable[[], None]:
    """For `preexec_fn`: the kernel sends `how` when the supervisor dies, even by kill -9."""
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def act() -> None:
        prctl(PR_SET_PDEATHSIG, int(how))
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)

    return act
