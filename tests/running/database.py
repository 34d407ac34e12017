"""The demonstration province, built once a day into a template and copied for each session: nothing is left over."""

import os
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from procuratorate.lib.clock import day_of
from scripts.embedded.places import PYTHON, ROOT, sources
from scripts.setup import stamps
from tests import migrated
from tests.migrated import owner, urls

NAME = "test_running" + os.environ.get("TEST_DB_SUFFIX", "")
TEMPLATE = f"{NAME}_template"


def fresh_copy(home: Path, name: str = NAME) -> None:
    """Put a new copy of the template in place. `home` is where files of the demonstration lie."""
    stamp, value = home / "template", _value()
    with closing(owner()) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [TEMPLATE])
        if not cursor.fetchone()[0] or not stamps.fresh(stamp, value):
            stamp.unlink(missing_ok=True)
            _build(cursor, home)
            stamps.set_stamp(stamp, value)
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"')


def _build(cursor: object, home: Path) -> None:
    cursor.execute(f'DROP DATABASE IF EXISTS "{TEMPLATE}" WITH (FORCE)')  # type: ignore[attr-defined]
    cursor.execute(f'CREATE DATABASE "{TEMPLATE}" TEMPLATE "{migrated.template()}"')  # type: ignore[attr-defined]
    environment = os.environ | urls(TEMPLATE) | {"DEMO": "1", "VAR_DIR": str(home)}
    for words in (["migrate", "--noinput"], ["seed_demo"]):
        done = subprocess.run(
            [PYTHON, "manage.py", *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{words[0]}:\n{done.stdout[-2000:]}{done.stderr[-4000:]}"


def _value() -> str:
    """What the template is made from: migrations, grants, the seed, and the day (its dates are relative to it)."""
    names = ("migrations/*.py", "grants.py", "grants/*.py", "policies.py", "demo/*.py", "demo/*.toml")
    made_from = [path for name in names for path in sources(name)]
    return stamps.digest(made_from, str(day_of(datetime.now(UTC))))
