"""A private Redis: broker and wake-up channel. It may be wiped at any moment with nothing lost."""

import socket
from dataclasses import dataclass
from pathlib import Path

from scripts.embedded import binaries


@dataclass(frozen=True)
class Redis:
    """`home` holds the append-only file."""

    home: Path
    keys: dict[str, str]
    careless: bool = False

    def command(self, port: int) -> list[str]:
        """The server in the foreground. The password is in a file, where `ps` does not show it."""
        self.home.mkdir(parents=True, exist_ok=True)
        config = self.home / "redis.conf"
        config.touch(0o600)
        config.write_text(self._config(port))
        return [str(binaries.redis_server()), str(config)]

    def ready(self, port: int) -> bool:
        """Does it answer, with our password?"""
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as wire:
                wire.sendall(f"AUTH {self.keys['redis']}\r\nPING\r\nQUIT\r\n".encode())
                return b"+PONG" in b"".join(iter(lambda: wire.recv(256), b""))
        except OSError:
            return False

    def running_port(self) -> int | None:
        """The port of a server that runs already, from the file it was started with."""
        try:
            port = int((self.home / "redis.conf").read_text().split()[1])
        except (OSError, IndexError, ValueError):
            return None
        return port if self.ready(port) else None

    def pid(self) -> int | None:
        """The server's process id."""
        try:
            return int((self.home / "redis.pid").read_text())
        except (OSError, ValueError):
            return None

    def _config(self, port: int) -> str:
        return "\n".join(
            [
                f"port {port}",
                "bind 127.0.0.1",
                f"requirepass {self.keys['redis']}",
                f'dir "{self.home}"',
                f"pidfile {self.home / 'redis.pid'}",
                "maxmemory-policy noeviction",
                'save ""',
                f"appendonly {'no' if self.careless else 'yes'}",
                "",
            ]
        )
