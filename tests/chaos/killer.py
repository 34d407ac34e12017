"""kill -9, one after the other, each in the middle of work and only when the last victim is on its feet again."""

import os
import random
from dataclasses import dataclass, field
from pathlib import Path

from tests.chaos.history import History
from tests.running.product import Product
from tests.running.waiting import until

BETWEEN = 2  # operations acknowledged between two kills: each falls into work
BACK = 60.0  # seconds within which the supervisor has a program on its feet again


@dataclass
class Killer:
    """Kills by a seed; the same seed, the same victims in the same order."""

    product: Product
    history: History
    seed: int
    victims: tuple[str, ...]
    killed: list[tuple[str, int]] = field(default_factory=list)

    def run(self, count: int) -> None:
        """Kill `count` times, everyone equally often: whoever dies often comes back slowly."""
        order = [self.victims[n % len(self.victims)] for n in range(count)]
        random.Random(self.seed).shuffle(order)
        for name in order:
            before = self.history.done
            until(lambda: self.history.done >= before + BETWEEN, 90, "work going on between two kills")  # noqa: B023
            self.kill(name)

    def kill(self, name: str) -> None:
        """Wait until the program lives, then kill it; Redis loses its memory."""
        pid = until(lambda: self.living(name), BACK, f"{name} back on its feet")
        self.product.kill(name)
        self.killed.append((name, pid))

    def living(self, name: str) -> int:
        """The program's process, 0 while it is dead."""
        pid = self.product.pids().get(name, 0)
        known = (name, pid) in self.killed
        return pid if pid and not known and Path(f"/proc/{pid}").exists() and os.getpgid(pid) else 0
