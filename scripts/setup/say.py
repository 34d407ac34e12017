"""What a person at the terminal sees: one line per step, counting while it runs, and red where something is missing."""

import re
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

LIVE = sys.stdout.isatty()


class StepError(RuntimeError):
    """A step's command failed; the message ends with the last lines it wrote."""


def line(text: str) -> None:
    """Print one line at once (a pipe would hold it back)."""
    print(text, flush=True)


def red(text: str) -> str:
    """Red on a terminal, plain elsewhere."""
    return f"\033[31m{text}\033[0m" if LIVE else text


def step(
    title: str,
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    count: str = "",
    total: int = 0,
) -> None:
    """Run a command, its words going to `log`; lines matching `count` move the counter. Raises StepError."""
    log.parent.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    child = subprocess.Popen(
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=env,
        cwd=cwd,
    )
    with log.open("w", encoding="utf-8") as kept, child, Ticker(title, total) as ticker:
        for words in child.stdout or ():
            kept.write(words)
            ticker.seen += bool(count and re.match(count, words))
    if child.returncode:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-12:])
        raise StepError(f"{title}: failed ({child.returncode}); the end of {log}:\n{tail}")
    line(f"  ✓ {title} ({time.monotonic() - began:.1f} s)")


class Ticker:
    """Repeats the line while a step runs: every 0.3 s on a terminal, every 10 s in a log."""

    def __init__(self, title: str, total: int) -> None:
        self.title, self.total, self.seen = title, total, 0
        self.began = time.monotonic()
        self.done = threading.Event()
        self.thread = threading.Thread(target=self.tick, daemon=True)

    def __enter__(self) -> "Ticker":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.thread.join()
        if LIVE:
            print("\r\033[K", end="", flush=True)

    def tick(self) -> None:
        """Until the step ends."""
        while not self.done.wait(0.3 if LIVE else 10):
            part = f" {min(self.seen, self.total)}/{self.total}" if self.total else ""
            text = f"  … {self.title}{part} ({time.monotonic() - self.began:.0f} s)"
            print(f"\r\033[K{text}" if LIVE else text, end="" if LIVE else "\n", flush=True)
