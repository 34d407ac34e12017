"""`make check`: every tool runs, two at a time; what failed is printed whole, and the exit code says so."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from scripts.embedded.environment import paths
from scripts.embedded.places import PYTHON, ROOT

SETTINGS = {"SECRET_KEY": "only-for-checks-" + "x" * 40, "DJANGO_SETTINGS_MODULE": "procuratorate.settings"}
CHECKS = {
    "types (mypy)": ["mypy"],
    "style (ruff check)": ["ruff", "check", "."],
    "format (ruff format)": ["ruff", "format", "--check", "."],
    "templates (djlint)": ["djlint", "--lint", "--quiet", "templates"],
    "floors (import-linter)": ["lint-imports", "--no-cache"],
    "Django's own checks": ["python", "manage.py", "check"],
    "migrations (none is missing)": ["python", "-W", "ignore", "manage.py", "makemigrations", "--check", "--dry-run"],
}


def main() -> int:
    """Run all; the slowest goes first."""
    environment = os.environ | paths() | SETTINGS
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(lambda title: one(title, CHECKS[title], environment), CHECKS))
    return 0 if all(results) else 1


def one(title: str, command: list[str], environment: dict[str, str]) -> bool:
    """One tool; a line when it is content, its words when it is not."""
    began = time.monotonic()
    program = [str(PYTHON.parent / command[0]), *command[1:]]
    done = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    sign = "✗" if done.returncode else "✓"
    words = f"\n{done.stdout}{done.stderr}" if done.returncode else ""
    print(f"  {sign} {title} ({time.monotonic() - began:.1f} s){words}", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
