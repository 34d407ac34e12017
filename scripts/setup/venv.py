"""The Python environment, from requirements with hashes: by uv, and by pip where uv cannot."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.embedded.places import PYTHON, ROOT, VENV, var_dir
from scripts.setup import say, stamps

WIDER = {"local": ("local", "test", "bench"), "test": ("test", "bench")}
PIP_AND_UV = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE", "find-links": "UV_FIND_LINKS"}
IMPATIENT = {"UV_HTTP_TIMEOUT": "15", "UV_HTTP_RETRIES": "1"}  # where uv cannot reach an index, pip should try soon


def install(name: str) -> None:
    """Install `requirements/<name>.txt` unless it, or a wider set, is installed already."""
    make()
    if any(stamps.fresh(_stamp(wider), _value(wider)) for wider in WIDER.get(name, (name,))):
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
    """Ten times as fast as pip; False when it is not to be had or cannot."""
    try:
        command: list[str | Path] = [_uv(), "pip", "install", "--python", PYTHON, "--require-hashes", "-r", file]
        say.step(f"Python packages ({file.stem})", command, log=_log("uv"), env=os.environ | _as_pip_does())
    except say.StepError:
        say.line("  uv could not; pip tries")
        return False
    return True


def _uv() -> str:
    own = str(VENV / "bin" / "uv")
    if not Path(own).exists() and not shutil.which("uv"):
        _with_pip(requirements("uv"))
    return own if Path(own).exists() else str(shutil.which("uv"))


def _as_pip_does() -> dict[str, str]:
    """uv reads none of pip's configuration: hand it a site's own index and certificates."""
    found = dict(IMPATIENT)
    for name, theirs in PIP_AND_UV.items():
        value = os.environ.get(f"PIP_{name.replace('-', '_').upper()}") or _pip_says(f"global.{name}")
        if value and theirs not in os.environ:
            found[theirs] = value
    return found


def _pip_says(key: str) -> str:
    command = [str(PYTHON), "-m", "pip", "config", "get", key]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _with_pip(file: Path) -> None:
    quiet = ("--disable-pip-version-check", "--no-compile")  # compiled when first imported, if ever
    command: list[str | Path] = [PYTHON, "-m", "pip", "install", *quiet, "--require-hashes", "-r", file]
    total = sum("==" in line for line in file.read_text().splitlines())
    say.step(f"Python packages ({file.stem})", command, log=_log("pip"), count="Collecting ", total=total)


def _stamp(name: str) -> Path:
    return VENV / f".installed-{name}"


def _value(name: str) -> str:
    return stamps.digest([requirements(name)], sys.version)


def _log(name: str) -> Path:
    return var_dir() / "log" / f"setup-{name}.log"
