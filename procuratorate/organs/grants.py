"""Apply the grants table (settings.GRANTS_MODULE): which side may do what with every table, and each row policy."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db import connections

from procuratorate.organs.states import Side

LOGIN = (
    "procuratorate_app"  # what web and workers log in as (scripts/sql/roles.sql); outside the door it has these alone
)
WORD = re.compile(r"([SIUD])(\([a-z_,]+\))?")  # a letter, and the columns it is confined to
LETTERS = {"S": "SELECT", "I": "INSERT", "U": "UPDATE", "D": "DELETE"}


def apply_grants(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """post_migrate: bring grants and policies of existing tables in line. Runs once per migrate, after the last app."""
    if sender.label != _last_label():
        return
    table = import_module(settings.GRANTS_MODULE)
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        existing = {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public'")
        stale = [f'DROP POLICY "{rule}" ON "{name}"' for name, rule in cursor.fetchall()]
        for statement in stale + statements(table.GRANTS, table.POLICIES, existing):
            cursor.execute(statement)
        # A temporary table named like ours would stand before it in every trigger and policy function.
        database = f'TEMPORARY ON DATABASE "{connections[using].settings_dict["NAME"]}"'
        cursor.execute(f"REVOKE {database} FROM PUBLIC; GRANT {database} TO side_builder")


def statements(grants: dict[str, str], policies: dict[str, dict[str, str]], existing: set[str]) -> list[str]:
    """The SQL, in order. `grants`: table → "prison:SU(name) service:S"; `policies`: table → "prison:S" → condition."""
    sql: list[str] = []
    sides = ", ".join([*(f"side_{side.value}" for side in Side), LOGIN])
    for name in sorted(existing):
        sql.append(f'REVOKE ALL ON "{name}" FROM {sides}')
        sql += [f'GRANT {_words(letters)} ON "{name}" TO {role}' for role, letters in _pairs(grants.get(name, ""))]
    sql.append(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {sides}")
    for name, by_side in sorted(policies.items()):
        if name in existing:
            sql += _policy(name, by_side)
    return sql


def _pairs(line: str) -> list[tuple[str, str]]:
    """ "all:S login,prison:IU(name)" → [("side_prison", "S"), …, ("procuratorate_app", "IU(name)"), …]."""
    pairs = []
    for word in line.split():
        names, letters = word.split(":")
        pairs += [(role, letters) for name in names.split(",") for role in _roles(name)]
    return pairs


def _roles(name: str) -> list[str]:
    if name == "login":
        return [LOGIN]
    return [f"side_{side.value}" for side in Side if name in (side.value, "all")]


def _words(letters: str) -> str:
    """ "SU(name,phone)" → "SELECT, UPDATE (name,phone)"."""
    return ", ".join(f"{LETTERS[letter]} {columns}".strip() for letter, columns in WORD.findall(letters))


def _policy(name: str, by_side: dict[str, str]) -> list[str]:
    """Row policies of one table; the rows of a role without any are closed to it, even to the owner's migrations."""
    sql = [f'ALTER TABLE "{name}" ENABLE ROW LEVEL SECURITY', f'ALTER TABLE "{name}" FORCE ROW LEVEL SECURITY']
    for number, (key, condition) in enumerate(by_side.items()):
        names, _, letters = key.partition(":")
        roles = ", ".join(role for side in names.split(",") for role in [*_roles(side), *_owner(side)])
        sql += [
            f'CREATE POLICY "{name}_{number}{letter}" ON "{name}" FOR {LETTERS.get(letter, "ALL")} TO {roles}'
            + _conditions(letter, condition)
            for letter in letters or "*"
        ]
    return sql


def _owner(side: str) -> list[str]:
    """Tests log in as the owner, who must find a session's officer as the app does."""
    return ["CURRENT_USER"] if side == "login" else []


def _conditions(letter: str, condition: str) -> str:
    using, check = f" USING ({condition})", f" WITH CHECK ({condition})"
    return {"S": using, "D": using, "I": check}.get(letter, using + check)


def _last_label() -> str:
    from django.apps import apps

    return [config.label for config in apps.get_app_configs() if config.models_module is not None][-1]
