"""The product as `make run` starts it, on a database whose clock can be moved: the supervisor and its programs."""

import fcntl
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.embedded import programs
from scripts.embedded.child import tie
from scripts.embedded.places import PYTHON, ROOT, var_dir
from scripts.embedded.run import page
from scripts.embedded.secrets import free_port
from tests.running import database
from tests.running.ledger import Ledger
from tests.running.waiting import until

NAMED = ("DATABASE_URL", "DATABASE_OWNER_URL")


@dataclass
class Product:
    """A running product. `home` is the VAR_DIR it writes to."""

    home: Path
    address: str
    ledger: Ledger

    def pids(self) -> dict[str, int]:
        """Which process is which: redis, web, hints, work, beat."""
        return dict(json.loads((self.home / "test" / "pids.json").read_text()))

    def kill(self, name: str) -> None:
        """kill -9 of one program, as it stands in the supervisor's list; Redis forgets everything with it."""
        os.kill(self.pids()[name], signal.SIGKILL)

    def mails(self) -> list[str]:
        """The letters sent so far, whole."""
        return (
            [path.read_text() for path in (self.home / "mail").glob("*.log")] if (self.home / "mail").exists() else []
        )

    def log(self, name: str) -> str:
        """What one program said."""
        return (self.home / "test" / "log" / f"{name}.log").read_text(errors="replace")


@contextmanager
def running() -> Iterator[Product]:
    """Start it, one at a time on this machine, and stop it at the end."""
    home = var_dir() / "running"
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _clean(home)
        database.fresh_copy(home)
        process = _start(home, database.NAME)
        try:
            address = until(lambda: _address(home, process), 120, f"the product's address; see {home}/out")
            ledger = Ledger()
            yield Product(home, address, ledger)
            ledger.close()
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


@contextmanager
def second(site: str, **environment: str) -> Iterator[Product]:
    """One more product of its own: another database, another place to write, another Redis; on its own network."""
    main, home, name = var_dir() / "running", var_dir() / f"running-{site}", f"{database.NAME}_{site}"
    shutil.rmtree(home, ignore_errors=True)  # whom it trusts, what it keeps: nothing of an earlier session
    for place in (main, home):
        place.mkdir(parents=True, exist_ok=True)
    _clean(home)
    database.fresh_copy(main, name)
    process = _start(home, name, **environment)
    try:
        address = until(lambda: _address(home, process), 120, f"the product's address; see {home}/out")
        ledger = Ledger(name)
        yield Product(home, address, ledger)
        ledger.close()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


@contextmanager
def debugging(product: Product) -> Iterator[str]:
    """One more web process of a product, with DEBUG on; yields its address."""
    port = free_port()
    environment = os.environ | database.urls(database.NAME) | {"DEBUG": "1", "VAR_DIR": str(product.home)}
    environment |= {"PAGE_RATE": "0"}
    with (product.home / "test" / "log" / "debug.log").open("wb") as out:
        command = programs.here(programs.web("127.0.0.1", port))
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
    try:
        until(lambda: page(port), 90, "a web process with DEBUG")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def attached(address: str) -> Product:
    """A product somebody else started."""
    return Product(var_dir() / "running", address, Ledger())


def _clean(home: Path) -> None:
    """Letters and logs are of one session; the seed is in the database already."""
    for path in [*home.glob("mail/*"), *home.glob("test/log/*"), home / "beat-schedule", home / "out"]:
        path.unlink(missing_ok=True)
    (home / "test").mkdir(exist_ok=True)
    (home / "test" / "seeded").touch()


def _start(home: Path, name: str, **more: str) -> "subprocess.Popen[bytes]":
    own = {"VAR_DIR": str(home), "DEBUG": "", "DEMO": "1"} | database.urls(name) | more  # as make run serves it
    own |= {"PAGE_RATE": "0", "LOGIN_RATE": "0"}  # programs are faster than hands
    environment = {name: value for name, value in os.environ.items() if name not in {"REDIS_URL", "PORT"}} | own
    command = [PYTHON, "scripts/stack.py", "run", "--set", "test", "--database", name, "--port", "0"]
    with (home / "out").open("wb") as out:
        life = tie(signal.SIGTERM, os.getpid())  # a killed pytest leaves no product behind
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out, preexec_fn=life)  # noqa: PLW1509


def _address(home: Path, process: "subprocess.Popen[bytes]") -> str:
    said = (home / "out").read_text()
    assert process.poll() is None, said
    line = next((line for line in said.splitlines() if "ready after" in line), "")
    return line.split()[0] if line else ""
