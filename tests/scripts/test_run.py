"""`make run` from an empty directory: an address, children that come back, a clean end, a quick second start."""

import json
import os
import re
import signal
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scripts.embedded.run import OWN
from tests.scripts.conftest import belonging_to, command
from tests.scripts.test_supervisor import heard, until

pytestmark = pytest.mark.servers

Serve = Callable[[], "subprocess.Popen[str]"]
PROGRAMS = {"postgres", "redis", "web", "hints", "work", "beat"}


@pytest.fixture
def serve(bare: dict[str, str]) -> Iterator[Serve]:
    """Start the whole product on a set of its own; whatever still runs afterwards is killed."""
    started = []

    def start() -> "subprocess.Popen[str]":
        words = command("run", "--set", "test", "--database", "test_run", "--port", "0", "--empty")
        process = subprocess.Popen(words, env=bare, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def place(bare: dict[str, str]) -> Path:
    """Where it writes."""
    return Path(bare["VAR_DIR"])


def address(process: "subprocess.Popen[str]") -> str:
    """The address it prints when it is ready."""
    found = re.search(r"http://\S+", heard(process, "ready after"))
    assert found
    return found.group()


def status(url: str) -> int:
    """Answer of the sign-in page."""
    with OWN.open(urllib.request.Request(f"{url}/login/"), timeout=30) as answer:
        return int(answer.status)


def pids(place: Path) -> dict[str, int]:
    """Which process is which."""
    return dict(json.loads((place / "test" / "pids.json").read_text()))


def test_it_serves_and_stops_cleanly_and_starts_again_without_migrating(serve: Serve, place: Path) -> None:
    process = serve()
    assert "Database" in heard(process, "Database")
    assert status(address(process)) == 200
    assert pids(place).keys() == PROGRAMS

    again = serve()
    assert "already running" in again.communicate(timeout=180)[0], "one supervisor per set"
    assert again.returncode == 1

    process.send_signal(signal.SIGINT)
    assert "Stopped." in process.communicate(timeout=180)[0]
    assert process.returncode == 0
    assert belonging_to(place) == []

    process = serve()
    assert status(address(process)) == 200
    process.send_signal(signal.SIGINT)
    assert "Database" not in process.communicate(timeout=180)[0]


def test_what_dies_comes_back_and_the_page_with_it(serve: Serve, place: Path) -> None:
    process = serve()
    url = address(process)
    before = pids(place)
    killed = ("postgres", "redis", "web", "beat")
    for name in killed:
        os.kill(before[name], signal.SIGKILL)
    assert until(lambda: all(pids(place).get(name, before[name]) != before[name] for name in killed))
    assert until(lambda: answers(url))


def answers(url: str) -> bool:
    """Does the sign-in page come up?"""
    try:
        return status(url) == 200
    except OSError:
        return False


def test_killing_the_supervisor_leaves_no_process(serve: Serve, place: Path) -> None:
    process = serve()
    address(process)
    assert len(belonging_to(place)) >= len(PROGRAMS)
    process.kill()
    assert until(lambda: belonging_to(place) == [])
