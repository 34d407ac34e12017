"""Debian's packages: installed as root; as an ordinary user fetched and unpacked under `var/system`."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from scripts.embedded.places import ROOT
from scripts.setup import say

SYSTEM = ROOT / "var" / "system"
LOG = ROOT / "var" / "log"
QUIET = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
TRIES = ("-o", "Acquire::Retries=3")


def install(packages: Sequence[str], title: str) -> None:
    """Make the packages' files available. Raises StepError when apt cannot."""
    if not shutil.which("apt-get"):
        raise say.StepError(f"{title}: this is not Debian; install by hand: {' '.join(packages)}")
    if os.geteuid() == 0:
        _as_root(packages, title)
    else:
        fetch(_missing(packages), title)


def fetch(packages: Sequence[str], title: str, into: Path = SYSTEM) -> None:
    """Download packages and unpack them, installing nothing."""
    folder = into / "debs"
    folder.mkdir(parents=True, exist_ok=True)
    command = ["apt-get", *lists(), *TRIES, "download", *packages]
    say.step(f"{title}: download", command, log=LOG / "apt-download.log", cwd=folder, count="Get:", total=len(packages))
    for deb in sorted(folder.glob("*.deb")):
        subprocess.run(["dpkg-deb", "-x", deb, into], check=True)
        deb.unlink()


def lists() -> list[str]:
    """Options of apt-get: the machine's package lists when it has some, else our own, fetched once."""
    if _known("libpango-1.0-0", []):
        return []
    state, cache = SYSTEM / "apt" / "state", SYSTEM / "apt" / "cache"
    options = [f"Dir::State={state}", f"Dir::Cache={cache}", "Dir::State::status=/var/lib/dpkg/status"]
    words = [word for option in options for word in ("-o", option)]
    if not _known("libpango-1.0-0", words):
        (state / "lists" / "partial").mkdir(parents=True, exist_ok=True)
        (cache / "archives" / "partial").mkdir(parents=True, exist_ok=True)
        say.step("Debian's package lists", ["apt-get", *words, *TRIES, "update"], log=LOG / "apt-update.log")
    return words


def forget_lists() -> None:
    """Our own package lists are 150 MB and soon stale."""
    shutil.rmtree(SYSTEM / "apt", ignore_errors=True)


def _as_root(packages: Sequence[str], title: str) -> None:
    command = ["apt-get", *TRIES, "install", "-y", "--no-install-recommends", *packages]
    if not _known(packages[0], []):
        _update()
    try:
        _apt(title, command)
    except say.StepError:  # stale lists name files that are gone
        _update()
        _apt(title, command)


def _update() -> None:
    _apt("Debian's package lists", ["apt-get", *TRIES, "update"])


def _apt(title: str, command: Sequence[str]) -> None:
    say.step(title, command, log=LOG / "apt.log", env=os.environ | QUIET)


def _missing(packages: Sequence[str]) -> list[str]:
    """The packages and what they need, without what the machine has."""
    command = ["apt-get", *lists(), "-s", "install", "--no-install-recommends", *packages]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | QUIET)
    if done.returncode:
        raise say.StepError(f"apt-get cannot find {' '.join(packages)}:\n{done.stderr}")
    return re.findall(r"^Inst (\S+) \(", done.stdout, re.MULTILINE)


def _known(package: str, options: Sequence[str]) -> bool:
    command = ["apt-cache", *options, "show", "--no-all-versions", package]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "Filename:" in done.stdout
