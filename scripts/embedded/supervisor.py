"""Starts children in order, revives the dead, stops all in reverse."""

import json
import signal
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from scripts.embedded.child import Child

PATIENCE = 180.0
GLANCE = 0.2
TRIES = 4


class StopRequested(Exception):
    """Somebody asked us to stop (Ctrl-C, SIGTERM, a closed terminal)."""


class NotReadyError(RuntimeError):
    """A child did not come up; the message ends with its last words."""


class Supervisor:
    """`say` prints a line; `pids` is a file that always tells which process is which."""

    def __init__(self, say: Callable[[str], None], pids: Path) -> None:
        self.say, self.pids = say, pids
        self.children: list[Child] = []

    def listen(self) -> None:
        """Set handlers explicitly: a shell's `&` starts us with SIGINT ignored."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _stop)

    def launch(self, child: Child) -> None:
        """Start one and wait until it is ready. Raises NotReadyError."""
        self.children.append(child)
        child.start()
        until = time.monotonic() + PATIENCE
        while not child.ready():
            if time.monotonic() > until:
                raise NotReadyError(f"{child.name} is not ready after {PATIENCE:.0f} s:\n{child.last_words()}")
            if not child.alive() and child.deaths >= TRIES:
                raise NotReadyError(f"{child.name} ends again and again:\n{child.last_words()}")
            self._tend()
            time.sleep(0.05)
        self._note()

    def watch(self) -> None:
        """Until somebody asks us to stop."""
        while True:
            self._tend()
            time.sleep(GLANCE)

    def shut(self) -> None:
        """Stop in reverse order; a second Ctrl-C does not leave half of them behind."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for child in reversed(self.children):
            child.halt()
        self.pids.unlink(missing_ok=True)

    def _tend(self) -> None:
        for child in self.children:
            if news := child.revive():
                self._note()
                self.say(news)

    def _note(self) -> None:
        running = {child.name: child.process.pid for child in self.children if child.process}
        beside = self.pids.with_suffix(".new")
        beside.write_text(json.dumps(running))
        beside.replace(self.pids)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise StopRequested
