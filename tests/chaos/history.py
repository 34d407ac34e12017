"""What the clients saw: every operation with its key, when it was asked for, and what became of it."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.running.client import Answer, Unknown

PATIENCE = 60.0  # seconds a client goes on asking for the same thing


@dataclass
class Operation:
    """`outcome`: ok, refused, or unknown (no answer came: it may have happened or not)."""

    kind: str
    key: str
    began: float = field(default_factory=time.monotonic)
    outcome: str = "unknown"
    tries: int = 0
    told: dict[str, str] = field(default_factory=dict)


class History:
    """Written by many clients at once."""

    def __init__(self) -> None:
        self.operations: list[Operation] = []
        self.lock = threading.Lock()

    def begin(self, kind: str, key: str) -> Operation:
        operation = Operation(kind, key)
        with self.lock:
            self.operations.append(operation)
        return operation

    def of(self, kind: str, outcome: str = "ok") -> list[Operation]:
        return [one for one in self.operations if (one.kind, one.outcome) == (kind, outcome)]

    @property
    def done(self) -> int:
        return sum(one.outcome == "ok" for one in list(self.operations))


def insist(operation: Operation, ask: Callable[[], Answer], done: Callable[[Answer], bool]) -> Answer | None:
    """Ask the same thing again until it is answered: it may have happened already, so the key stays the same."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        operation.tries += 1
        try:
            answer = ask()
        except Unknown:
            continue
        if answer.status < 500:
            operation.outcome = "ok" if done(answer) else "refused"
            return answer
        operation.told["fault"] = f"{answer.status} {answer.url}"
    return None
