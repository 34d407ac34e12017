"""A child is fed whole, stopped when it lingers, and never keeps its parent waiting."""

from __future__ import annotations

from pathlib import Path

import pytest

from procuratorate.lib import sandbox

SLOW = "import sys, time\ntime.sleep(1.2)\nprint(len(sys.stdin.buffer.read()), end='')\n"


def test_a_child_slow_to_read_gets_all_of_it(tmp_path: Path) -> None:
    """More than a pipe holds, and later than the first look at the child."""
    script = tmp_path / "slow.py"
    script.write_text(SLOW)
    ticks: list[int] = []
    said = sandbox.run(script, given=b"x" * 3_000_000, memory=1 << 30, tick=lambda: ticks.append(1))
    assert said == b"3000000"
    assert ticks


def test_a_child_that_lingers_or_is_stopped_is_ended(tmp_path: Path) -> None:
    script = tmp_path / "idle.py"
    script.write_text("import time\ntime.sleep(60)\n")
    with pytest.raises(sandbox.Died):
        sandbox.run(script, given=b"", memory=1 << 30, seconds=1)

    def stop() -> None:
        raise InterruptedError

    with pytest.raises((sandbox.Died, InterruptedError)):
        sandbox.run(script, given=b"", memory=1 << 30, tick=stop)
