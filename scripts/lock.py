"""Compile `requirements/*.txt` from `pyproject.toml`: pins and hashes, no addresses, Linux only.

A mirror of the person who runs this must not travel in the lock, hence neither uv.lock nor index lines.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SETS = {"base": "", "local": "embedded", "test": "test", "bench": "bench", "node": "node", "uv": "uv"}
ALONE = ("node", "uv")
FLAGS = ["--universal", "--generate-hashes", "--no-header", "--no-annotate", "--python-version=3.11", "--quiet"]


def main() -> int:
    """Widest set first: the narrower ones take its versions."""
    uv = [sys.executable, "-m", "uv"]
    if subprocess.run([*uv, "--version"], capture_output=True, check=False).returncode:
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "uv"], check=True)
    wider: list[str] = []
    for name in ("bench", "test", "local", "base", *ALONE):
        file = ROOT / "requirements" / f"{name}.txt"
        if os.environ.get("UPGRADE") == "1":
            file.unlink(missing_ok=True)
        command = [*uv, "pip", "compile", *FLAGS, *wider, *source(name), f"--output-file={file}"]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        wider = ["--constraint", str(file)]
        print(f"  ✓ {file.relative_to(ROOT)}: {sum('==' in line for line in file.read_text().splitlines())} pins")
    return 0


def source(name: str) -> list[str]:
    """Tools stand alone; the others are the project with a group."""
    group = [f"--group={SETS[name]}"] if SETS[name] else []
    return group if name in ALONE else ["pyproject.toml", *group]


if __name__ == "__main__":
    sys.exit(main())
