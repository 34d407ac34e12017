"""The grants table covers the database, and the database obeys it."""

import pytest
from django.apps import apps
from django.db import connection

from procuratorate.grants import GRANTS, POLICIES
from procuratorate.organs.grants import _pairs
from procuratorate.organs.states import Side

pytestmark = pytest.mark.django_db


def tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {row[0] for row in cursor.fetchall()}


def test_every_table_has_a_line_and_every_line_a_table() -> None:
    assert tables() == set(GRANTS)


def test_a_side_with_a_grant_has_a_condition_wherever_rows_are_guarded() -> None:
    """A side with a grant and no condition would see nothing, and nobody would know why."""
    wrong = {table: sides_granted(table) - sides_named(POLICIES[table]) for table in POLICIES}
    assert {table: sides for table, sides in wrong.items() if sides} == {}


def sides_granted(table: str) -> set[str]:
    return {role for role, _ in _pairs(GRANTS[table])}


def sides_named(policy: dict[str, str]) -> set[str]:
    """The sides of keys like "all", "prison", "administration:SD"."""
    return {role for key in policy for role, _ in _pairs(f"{key.split(':')[0]}:S")}


def test_row_security_is_forced_wherever_a_policy_stands() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        forced = {row[0] for row in cursor.fetchall()}
    assert forced == set(POLICIES)


def test_the_login_is_neither_superuser_nor_beyond_row_security() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = session_user")
        assert cursor.fetchone() == (False, False)
        cursor.execute(
            "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'side\\_%' AND (rolsuper OR rolbypassrls OR rolcanlogin)"
        )
        assert cursor.fetchone() == (0,)


def test_tables_of_custody_and_filing_are_guarded_by_row() -> None:
    guarded = {"custody", "prisons", "commutation", "dispatch"}
    unguarded = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in guarded
        and model._meta.db_table not in POLICIES
        and sides_granted(model._meta.db_table) - {"side_service", "side_builder"}
    }
    assert unguarded == set(), "rows about people or between organs need a policy"


@pytest.mark.parametrize("side", [Side.ADMINISTRATION, Side.AUDIT, Side.ANONYMOUS])
def test_administrators_and_strangers_have_no_grant_on_cases(side: Side) -> None:
    cases = ("custody_", "prisons_", "commutation_", "dispatch_dispatch")
    granted = {
        table
        for table, line in GRANTS.items()
        if table.startswith(cases) and f"side_{side.value}" in dict(_pairs(line))
    }
    assert granted - {"commutation_localrule"} == set()  # a province's numbers: no case, no person


def test_chinese_trigrams_are_found_in_this_locale() -> None:
    """A cluster made with another locale finds nothing by a Chinese name, and says nothing about it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT show_trgm('检察官') <> '{}'")
        assert cursor.fetchone() == (True,)
