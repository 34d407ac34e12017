"""A private PostgreSQL cluster: made once, started on a free port of the loopback, stopped fast."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from scripts.embedded import binaries, secrets
from scripts.embedded.places import SQL
from scripts.embedded.unprivileged import shell

# C.UTF-8 and nothing else: under C, show_trgm('检察官') is empty and Chinese search silently finds nothing.
LOCALE = ("--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums")
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",  # the path of a socket is limited to 107 bytes
    "max_connections": "200",
    "password_encryption": "scram-sha-256",
    "log_min_duration_statement": "500",
    "timezone": "UTC",
    "jit": "off",
}
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Cluster:
    """`home` holds data and log, `keys` are the passwords of `secrets.load`."""

    home: Path
    keys: dict[str, str]
    careless: bool = False
    database: str = "procuratorate"

    @property
    def folder(self) -> Path:
        """Where the files really are: see `unprivileged`."""
        return shell().home(self.home)

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.folder / f"pg{binaries.version(binaries.postgres_bin())}"

    def prepare(self) -> None:
        """Make the cluster unless it is there. A half-made one is thrown away."""
        if (self.data / "complete").exists():
            return
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(parents=True, mode=0o700)
        password = self.folder / "password"
        password.touch(0o600)
        password.write_text(self.keys["superuser"])
        for path in (self.folder, self.data, password):
            shell().give(path)
        self._run("initdb", "-D", self.data, "-U", "postgres", "-A", "scram-sha-256", *LOCALE, f"--pwfile={password}")
        password.unlink()

    def command(self, port: int) -> list[str]:
        """The postmaster itself, in the foreground."""
        chosen = SETTINGS | (CARELESS if self.careless else {}) | {"port": str(port)}
        flags = [word for name, value in chosen.items() for word in ("-c", f"{name}={value}")]
        return [*shell().prefix, self._tool("postgres"), "-D", str(self.data), *flags]

    def provision(self, port: int) -> None:
        """Make roles, database and extensions. Marks the cluster complete."""
        if (self.data / "complete").exists():
            return
        words = {"owner_password": self.keys["owner"], "app_password": self.keys["app"], "database": self.database}
        variables = [word for name, value in words.items() for word in ("-v", f"{name}={value}")]
        self.psql(port, *variables, "-f", str(SQL / "roles.sql"))
        (self.data / "complete").touch()

    def psql(self, port: int, *words: str) -> subprocess.CompletedProcess[str]:
        """Run psql as superuser; raises CalledProcessError with its words in `stderr`."""
        where = ["-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "-d", "postgres", "-qAtX"]
        environment = os.environ | {"PGPASSWORD": self.keys["superuser"], "PGCONNECT_TIMEOUT": "3"}
        command = [str(binaries.postgres_bin() / "psql"), *where, *words]
        return subprocess.run(command, env=environment, text=True, capture_output=True, check=True)

    def ready(self, port: int) -> bool:
        """Does it answer, with our password? (Another server on the same port does not.)"""
        try:
            return secrets.answers(port) and bool(self.psql(port, "-c", "SELECT 1").stdout)
        except subprocess.CalledProcessError:
            return False

    def running_port(self) -> int | None:
        """The port of a cluster that runs already, from its own pid file."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            port = int(lines[3])
        except (OSError, IndexError, ValueError):
            return None
        return port if self.ready(port) else None

    def pid(self) -> int | None:
        """The postmaster's process id."""
        try:
            return int((self.data / "postmaster.pid").read_text().split()[0])
        except (OSError, IndexError, ValueError):
            return None

    def _tool(self, name: str) -> str:
        return str(shell().binaries(binaries.postgres_bin()) / name)

    def _run(self, tool: str, *words: str | Path) -> None:
        command = [*shell().prefix, self._tool(tool), *map(str, words)]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, **shell().popen)
        if done.returncode:
            raise RuntimeError(f"{tool} failed:\n{done.stderr}")
