"""Set-up says what it does, does it once, and says how to mend what it cannot do."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts.embedded.places import ROOT
from scripts.setup import parts, say, stamps

pytestmark = pytest.mark.servers


def test_a_python_that_is_too_old_is_refused_with_the_line_to_type(tmp_path: Path) -> None:
    for name in ("sh", "id"):
        (tmp_path / name).symlink_to(shutil.which(name) or "")
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = subprocess.run(
        [str(tmp_path / "sh"), ROOT / "scripts" / "python.sh"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "apt-get install -y make python3 python3-venv" in done.stderr


def test_a_failed_step_ends_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(say.StepError, match=r"Fetching: failed \(7\)[\s\S]*the reason"):
        say.step("Fetching", ["sh", "-c", "echo the reason; exit 7"], log=tmp_path / "log" / "fetch.log")


def test_a_long_step_is_counted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    say.step("Fetching", ["echo", "Collecting a"], log=tmp_path / "log", count="Collecting", total=1)
    assert "✓ Fetching" in capsys.readouterr().out


def test_a_stamp_holds_until_its_source_changes(tmp_path: Path) -> None:
    source, stamp = tmp_path / "source", tmp_path / "deep" / "stamp"
    source.write_text("one")
    assert not stamps.fresh(stamp, stamps.digest([source]))
    stamps.set_stamp(stamp, stamps.digest([source]))
    assert stamps.fresh(stamp, stamps.digest([source]))
    source.write_text("two")
    assert not stamps.fresh(stamp, stamps.digest([source]))
    source.unlink()
    assert not stamps.fresh(stamp, stamps.digest([source]))


def test_what_cannot_be_had_is_counted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("REQUIRE_ALL", raising=False)
    monkeypatch.setattr(parts, "PAPERS", (parts.Part("A font", lambda: False, unreachable),))
    assert parts.install(tests=False) == ["A font"]
    assert "1 missing: A font" in capsys.readouterr().out


def test_what_cannot_be_had_fails_where_all_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUIRE_ALL", "1")
    monkeypatch.setattr(parts, "PAPERS", (parts.Part("A font", lambda: False, unreachable),))
    with pytest.raises(say.StepError, match="A font"):
        parts.install(tests=False)


def unreachable() -> None:
    """A package server that does not answer."""
    raise say.StepError("no network")


def test_everything_the_tests_need_is_here() -> None:
    assert [part.title for part in (*parts.PAPERS, *parts.TESTS) if not part.present()] == []


def test_papers_find_their_faces_and_the_rare_ones_last() -> None:
    environment = os.environ | parts.environment()
    listed = subprocess.run(["fc-list", ":", "family"], env=environment, capture_output=True, text=True, check=True)
    found = set(listed.stdout.replace("\n", ",").split(","))
    assert {"FandolFang", "FandolKai", "FandolHei", "FandolSong", "Noto Serif SC"} <= found


def test_every_target_says_what_it_is_for() -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in ("run", "test", "check", "bench", "seed", "accounts", "fmt", "lock", "setup", "clean"):
        assert f"  make {target} " in done.stdout
