"""Children start in order, come back when they die, stop in reverse, and never outlive the supervisor."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scripts.embedded.places import ROOT
from tests.scripts.conftest import belonging_to

pytestmark = pytest.mark.servers

# Each child writes "name up" when it starts and "name down" when it is asked to stop; `deaf` ignores the asking.
CHILD = """
import signal, sys, time, pathlib
name, diary = sys.argv[1], pathlib.Path(sys.argv[2])
def say(word):
    with diary.open("a") as file: file.write(f"{name} {word}\\n")
def down(*_):
    say("down")
    if name != "deaf": sys.exit(0)
signal.signal(signal.SIGTERM, down)
say("up")
if name == "sickly": sys.exit(3)
while True: time.sleep(0.05)
"""
PARENT = """
import sys, pathlib
from scripts.embedded.child import Child
from scripts.embedded.supervisor import StopRequested, NotReadyError, Supervisor

place, names = pathlib.Path(sys.argv[1]), sys.argv[2:]
supervisor = Supervisor(lambda text: print(text, flush=True), place / "pids.json")
supervisor.listen()
def child(name):
    command = [sys.executable, str(place / "child.py"), name, str(place / "diary")]
    ready = lambda: f"{name} up" in ((place / "diary").read_text() if (place / "diary").exists() else "")
    never = lambda: False
    ready = never if name == "sickly" else ready
    return Child(name, lambda: command, place / f"{name}.log", {}, grace=0.5, ready=ready)
try:
    for name in names: supervisor.launch(child(name))
    print("all up", flush=True)
    supervisor.watch()
except StopRequested: pass
except NotReadyError as error: print(error, flush=True)
finally: supervisor.shut()
"""


@pytest.fixture
def supervise(tmp_path: Path) -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    """Start a supervisor over named children, in a process of its own."""
    (tmp_path / "child.py").write_text(textwrap.dedent(CHILD))
    (tmp_path / "parent.py").write_text(textwrap.dedent(PARENT))
    started = []

    def start(*names: str) -> "subprocess.Popen[str]":
        command = [sys.executable, str(tmp_path / "parent.py"), str(tmp_path), *names]
        process = subprocess.Popen(
            command, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def until(seen: Callable[[], bool], patience: float = 180.0) -> bool:
    """Wait for something; True when it came."""
    end = time.monotonic() + patience
    while not seen() and time.monotonic() < end:
        time.sleep(0.05)
    return seen()


def heard(process: "subprocess.Popen[str]", words: str) -> str:
    """Read its output up to a line with these words."""
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        if words in line:
            return line
        said.append(line)
    pytest.fail(f"it ended without saying {words!r}:\n{''.join(said)}")


def diary(place: Path) -> list[str]:
    """What the children wrote, in order."""
    return (place / "diary").read_text().splitlines()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_they_start_in_order_and_stop_in_reverse(supervise, tmp_path: Path, how: signal.Signals) -> None:  # type: ignore[no-untyped-def]
    process = supervise("first", "second", "third")
    heard(process, "all up")
    process.send_signal(how)
    process.communicate(timeout=20)
    assert diary(tmp_path) == ["first up", "second up", "third up", "third down", "second down", "first down"]
    assert not (tmp_path / "pids.json").exists()


def test_a_dead_child_comes_back_after_a_pause_that_grows(supervise, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    process = supervise("first", "second")
    heard(process, "all up")
    for pause in ("0.5 s", "1.0 s"):
        before = json.loads((tmp_path / "pids.json").read_text())
        os.kill(before["second"], signal.SIGKILL)
        assert pause in heard(process, "second ended (-9)")
        heard(process, "second started again")
        after = json.loads((tmp_path / "pids.json").read_text())
        assert after["first"] == before["first"]
        assert after["second"] != before["second"]


def test_a_child_that_never_comes_up_stops_the_start_with_its_last_words(supervise, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    process = supervise("first", "sickly", "third")
    assert "sickly ends again and again" in heard(process, "again and again")
    process.communicate(timeout=20)
    assert diary(tmp_path)[-1] == "first down"
    assert "third up" not in diary(tmp_path)


def test_one_who_does_not_listen_is_killed_after_its_grace(supervise, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    process = supervise("deaf", "polite")
    heard(process, "all up")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert until(lambda: belonging_to(tmp_path / "child.py") == [])


def test_killing_the_supervisor_leaves_nothing_behind(supervise, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    process = supervise("first", "second")
    heard(process, "all up")
    process.kill()
    assert until(lambda: belonging_to(tmp_path / "child.py") == [])
    assert diary(tmp_path).count("first down") == 1, "asked, not shot: the kernel sends the polite signal"
