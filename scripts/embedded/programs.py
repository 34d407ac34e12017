"""The product's own programs: what the supervisor here and the compose file both start."""

from scripts.embedded.places import VENV

CELERY = ["celery", "--app=procuratorate"]
WORKER = [*CELERY, "worker", "--loglevel=INFO", "--without-gossip", "--without-mingle"]

HINTS = [*WORKER, "--queues=hints", "--hostname=hints@%h", "--concurrency=1"]
WORK = [*WORKER, "--queues=work", "--hostname=work@%h", "--concurrency=2", "--max-memory-per-child=600000"]
BEAT = [*CELERY, "beat", "--loglevel=INFO", "--pidfile="]


def web(host: str, port: int) -> list[str]:
    """Pages and stream in one process: one address without a proxy."""
    where = [f"--host={host}", f"--port={port}"]
    quiet = ["--no-access-log", "--timeout-graceful-shutdown=3", "--log-level=warning"]
    return ["uvicorn", "procuratorate.asgi:application", *where, *quiet]


def here(command: list[str]) -> list[str]:
    """The command with the environment's own program in front."""
    return [str(VENV / "bin" / command[0]), *command[1:]]
