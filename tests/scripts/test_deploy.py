"""The compose file, without Docker: its entry points are run as they stand there, its parts are read."""

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.embedded import programs, secrets
from scripts.embedded.places import ROOT, VENV
from tests.scripts.conftest import Stack
from tests.scripts.test_run import answers
from tests.scripts.test_supervisor import until

pytestmark = pytest.mark.servers

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = ("web", "stream", "hints", "work", "beat")


@pytest.fixture(scope="module")
def production(bare: dict[str, str], stack: Stack) -> Iterator[dict[str, str]]:
    """An environment as a container has it, on a migrated database."""
    try:
        done = stack("exec", "--", "python", "manage.py", "migrate", "--noinput")
        assert done.returncode == 0, done.stderr
        lines = stack("exec", "--", "printenv").stdout.splitlines()
        yield dict(line.split("=", 1) for line in lines if "=" in line) | {"DEBUG": "", "ALLOWED_HOSTS": "127.0.0.1"}
    finally:
        stack("clean")


def start(name: str, env: dict[str, str], log: Path, port: int = 0) -> "subprocess.Popen[bytes]":
    """A service's command; only the address it listens on is another."""
    here = {"--bind=0.0.0.0:8000": f"--bind=127.0.0.1:{port}", "--port=8000": f"--port={port}"}
    words = [here.get(word, word) for word in SERVICES[name]["command"]]
    with log.open("wb") as file:
        return subprocess.Popen([VENV / "bin" / words[0], *words[1:]], env=env, cwd=ROOT, stdout=file, stderr=file)


@pytest.mark.parametrize("name", ["web", "stream"])
def test_the_web_entry_points_answer(name: str, production: dict[str, str], tmp_path: Path) -> None:
    port = secrets.free_port()
    process = start(name, production, tmp_path / "log", port)
    try:
        assert until(lambda: answers(f"http://127.0.0.1:{port}")), (tmp_path / "log").read_text()
    finally:
        process.terminate()
        assert process.wait(60) in (0, -15)


@pytest.mark.parametrize(("name", "sign"), [("hints", "hints@"), ("work", "work@"), ("beat", "beat: Starting")])
def test_the_workers_entry_points_come_up(name: str, sign: str, production: dict[str, str], tmp_path: Path) -> None:
    process = start(name, production, tmp_path / "log")
    try:
        ready = "beat: Starting" if name == "beat" else "ready"
        assert until(lambda: ready in (text := (tmp_path / "log").read_text()) and sign in text)
    finally:
        process.terminate()
        process.wait(60)


def test_workers_and_beat_are_the_ones_of_make_run() -> None:
    assert SERVICES["hints"]["command"] == programs.HINTS
    assert SERVICES["work"]["command"] == programs.WORK
    assert SERVICES["beat"]["command"] == programs.BEAT


def test_one_image_runs_everything_of_ours() -> None:
    assert {SERVICES[name]["image"] for name in (*OURS, "migrate")} == {"procuratorate"}
    assert set(SERVICES) == {*OURS, "migrate", "postgres", "redis", "proxy"}


def test_only_the_proxy_is_reachable_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def test_the_running_product_never_holds_the_owners_login() -> None:
    assert all("DATABASE_OWNER_URL" not in SERVICES[name]["environment"] for name in OURS)
    assert "DATABASE_OWNER_URL" in SERVICES["migrate"]["environment"]


def test_no_secret_has_a_default() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    assert re.findall(r"\$\{(?:\w*PASSWORD|SECRET_KEY)(?!:\?\})", text) == []


def test_the_database_is_made_with_the_only_locale_that_works() -> None:
    assert "--locale=C.UTF-8" in shlex.split(SERVICES["postgres"]["environment"]["POSTGRES_INITDB_ARGS"])


def test_every_file_it_mounts_or_runs_is_here() -> None:
    mounts = [volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", ())]
    named = [path for path in mounts if path.startswith("./")] + [SERVICES["migrate"]["command"][1]]
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_variable_it_sets_is_read_by_the_settings() -> None:
    settings = (ROOT / "procuratorate" / "settings.py").read_text()
    assert [name for name in SERVICES["migrate"]["environment"] if f'"{name}"' not in settings] == []


def test_the_proxy_lets_the_stream_flow_and_believes_no_browser() -> None:
    nginx = (ROOT / "scripts" / "deploy" / "nginx.conf").read_text()
    stream = nginx[nginx.index("location /stream/") :]
    assert "proxy_buffering off" in stream[: stream.index("}")]
    assert "X-Forwarded-For $remote_addr" in nginx
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
