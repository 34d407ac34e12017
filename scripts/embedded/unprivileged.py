"""PostgreSQL refuses to run as root. Three ways to oblige it, chosen once per start:

an ordinary user needs nothing; root in a user namespace is seen as nobody while files stay root's; where namespaces are
refused (chroots, most containers) root gives up its rights to nobody, who cannot enter a home directory, so the
binaries and the data live under /var/lib.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from scripts.embedded.places import ROOT

REFUGE = Path("/var/lib/procuratorate-embedded")


@dataclass(frozen=True)
class Shell:
    """How to start a PostgreSQL program: words before it, and arguments of Popen."""

    prefix: tuple[str, ...] = ()
    popen: dict[str, Any] = field(default_factory=dict)
    uid: int | None = None

    def home(self, wanted: Path) -> Path:
        """Where the data may live: the wanted place, or a refuge that nobody may enter."""
        if self.uid is None:
            return wanted
        return REFUGE / hashlib.sha256(str(wanted).encode()).hexdigest()[:12]

    def binaries(self, folder: Path) -> Path:
        """The folder itself, or a copy that nobody may read when the folder lies in a private home."""
        if self.uid is None or not folder.is_relative_to(ROOT):
            return folder
        seen = (folder / "postgres").stat()
        copy = REFUGE / ("bin-" + hashlib.sha256(f"{folder} {seen.st_size} {seen.st_mtime}".encode()).hexdigest()[:12])
        if not (copy / "complete").exists():
            shutil.copytree(folder.parent, copy, symlinks=True, dirs_exist_ok=True)
            (copy / "complete").touch()
        return copy / folder.name

    def give(self, path: Path) -> None:
        """Hand a file or directory to the account PostgreSQL runs as."""
        if self.uid is not None:
            os.chown(path, self.uid, -1)


@cache
def shell() -> Shell:
    """The way that works on this machine; NO_USERNS=1 forces the last one (tests)."""
    if os.geteuid() != 0:
        return Shell()
    nobody = pwd.getpwnam("nobody")
    mapped = ("unshare", "--user", f"--map-user={nobody.pw_uid}", f"--map-group={nobody.pw_gid}")
    if not os.environ.get("NO_USERNS") and _works((*mapped, "true")):
        return Shell(prefix=mapped)
    REFUGE.mkdir(mode=0o755, parents=True, exist_ok=True)
    return Shell(popen={"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}, uid=nobody.pw_uid)


def _works(command: tuple[str, ...]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False
