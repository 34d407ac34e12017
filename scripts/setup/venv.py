"""The Python environment, from requirements with hashes: uv when it is there, else pip, which knows a site's index."""

import shutil
import subprocess
import sys
from pathlib import Path

from scripts.embedded.places import PYTHON, ROOT, VENV, var_dir
from scripts.setup import say, stamps

WIDER = {"local": ("local", "test", "bench"), "test": ("test", "bench"), "bench": ("bench",), "node": ("node",)}


def install(name: str) -> None:
    """Install `requirements/<name>.txt` unless it, or a wider set, is installed already."""
    make()
    if any(stamps.fresh(_stamp(wider), _value(wider)) for wider in WIDER[name]):
        return
    file = requirements(name)
    if not _with_uv(file):
        _with_pip(file)
    stamps.set_stamp(_stamp(name), _value(name))


def make() -> None:
    """Make `.venv`, or make it again when its Python is gone."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", ""], check=False).returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    say.step("Python environment", [sys.executable, "-m", "venv", VENV], log=_log("venv"))


def requirements(name: str) -> Path:
    """The lock file of a set."""
    return ROOT / "requirements" / f"{name}.txt"


def _with_uv(file: Path) -> bool:
    uv = shutil.which("uv", path=str(VENV / "bin")) or shutil.which("uv")
    if not uv:
        return False
    command: list[str | Path] = [uv, "pip", "install", "--python", PYTHON, "--require-hashes", "-r", file]
    try:
        say.step(f"Python packages ({file.stem}, uv)", command, log=_log("uv"))
    except say.StepError:
        say.line("  uv could not; pip tries")  # uv ignores pip's configuration, so an inner index is unknown to it
        return False
    return True


def _with_pip(file: Path) -> None:
    command: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--require-hashes",
        "--disable-pip-version-check",
        "-r",
        file,
    ]
    total = sum("==" in line for line in file.read_text().splitlines())
    say.step(f"Python packages ({file.stem})", command, log=_log("pip"), count="Collecting ", total=total)


def _stamp(name: str) -> Path:
    return VENV / f".installed-{name}"


def _value(name: str) -> str:
    return stamps.digest([requirements(name)], sys.version)


def _log(name: str) -> Path:
    return var_dir() / "log" / f"setup-{name}.log"
