"""PostgreSQL and Redis together: start what is not running, and say where they are."""

import fcntl
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from scripts.embedded import secrets
from scripts.embedded.places import var_dir
from scripts.embedded.postgres import Cluster
from scripts.embedded.redis import Redis
from scripts.embedded.unprivileged import shell

PATIENCE = 30.0


class Server(Protocol):
    """What Cluster and Redis have in common."""

    def command(self, port: int) -> list[str]: ...
    def ready(self, port: int) -> bool: ...
    def running_port(self) -> int | None: ...
    def pid(self) -> int | None: ...


@dataclass(frozen=True)
class Services:
    """One set under `var/<name>`: "run" keeps what it is told, "test" trades safety for speed."""

    name: str
    database: str = "procuratorate"

    @property
    def home(self) -> Path:
        """The set's directory."""
        return var_dir() / self.name

    @cached_property
    def keys(self) -> dict[str, str]:
        """Passwords and signing key, made on first use."""
        return secrets.load(self.home / "secrets.json")

    @cached_property
    def postgres(self) -> Cluster:
        """The cluster of this set."""
        return Cluster(self.home / "pg", self.keys, careless=self.name == "test", database=self.database)

    @cached_property
    def redis(self) -> Redis:
        """The Redis of this set."""
        return Redis(self.home / "redis", self.keys, careless=self.name == "test")

    @property
    def servers(self) -> dict[str, Server]:
        """Both, in the order they start."""
        return {"postgres": self.postgres, "redis": self.redis}

    def start(self) -> dict[str, str]:
        """Start in the background what does not run, and return the environment of the product."""
        with self.locked():
            self.postgres.prepare()
            port = self._start("postgres", self.postgres, 54320)
            self.postgres.provision(port)
            return self.environment(port, self._start("redis", self.redis, 63790))

    def stop(self) -> None:
        """Stop both; silent when they do not run."""
        with self.locked():
            for server, how in ((self.redis, signal.SIGTERM), (self.postgres, signal.SIGINT)):
                self._stop(server, how)

    def clean(self) -> None:
        """Stop both and throw the data away."""
        self.stop()
        shutil.rmtree(self.postgres.folder, ignore_errors=True)
        shutil.rmtree(self.home, ignore_errors=True)

    def environment(self, postgres_port: int, redis_port: int) -> dict[str, str]:
        """The variables `settings.py` reads."""
        database = f"127.0.0.1:{postgres_port}/{self.postgres.database}"
        return {
            "DATABASE_URL": f"postgresql://procuratorate_app:{self.keys['app']}@{database}",
            "DATABASE_OWNER_URL": f"postgresql://procuratorate_owner:{self.keys['owner']}@{database}",
            "REDIS_URL": f"redis://:{self.keys['redis']}@127.0.0.1:{redis_port}/0",
            "SECRET_KEY": self.keys["secret_key"],
            "VAR_DIR": str(var_dir()),
        }

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Two starts at once would make two clusters."""
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One supervisor per set."""
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "supervisor.lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise RuntimeError(f"already running: {(self.home / 'address').read_text()}") from None
            yield

    def log(self, name: str) -> Path:
        """Log file of one process."""
        (self.home / "log").mkdir(parents=True, exist_ok=True)
        return self.home / "log" / f"{name}.log"

    def _start(self, name: str, server: Server, wanted: int) -> int:
        if port := server.running_port():
            return port
        port = secrets.free_port(wanted)
        extra = shell().popen if name == "postgres" else {}
        with self.log(name).open("ab") as log:
            command = server.command(port)
            child = subprocess.Popen(
                command, cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **extra
            )
        self._await(name, lambda: server.ready(port), child)
        return port

    def _await(self, name: str, ready: Callable[[], bool], child: "subprocess.Popen[bytes]") -> None:
        until = time.monotonic() + PATIENCE
        while not ready():
            if child.poll() is not None or time.monotonic() > until:
                tail = "\n".join(self.log(name).read_text(errors="replace").splitlines()[-8:])
                raise RuntimeError(f"{name} did not start; the end of {self.log(name)}:\n{tail}")
            time.sleep(0.05)

    def _stop(self, server: Server, how: signal.Signals) -> None:
        if not server.running_port() or not (pid := server.pid()):
            return
        os.kill(pid, how)
        until = time.monotonic() + PATIENCE
        while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
            time.sleep(0.05)
