"""What import-linter cannot see: string foreign keys, stray modules, writes in views, modules over the limit."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("procuratorate", "prisons", "detention", "commutation", "meetings")
FLOOR = [
    "audit",
    "organs",
    "work",
    "custody",
    "deadlines",
    "documents",
    "dispatch",
    "notices",
    "prisons",
    "commutation",
    "meetings",
    "desk",
]
FRAMEWORK = {"contenttypes", "auth", "sessions", "axes", "guardian", "otp_totp"}
OUR_MODELS = [model for model in apps.get_models() if model._meta.app_label in FLOOR]


def sources() -> list[Path]:
    return [path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts]


def test_no_foreign_key_points_upward() -> None:
    wrong = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in OUR_MODELS
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.OneToOneField)
        and field.related_model._meta.app_label not in FRAMEWORK
        and FLOOR.index(field.related_model._meta.app_label) > FLOOR.index(model._meta.app_label)
    ]
    assert wrong == []


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    assert [str(path) for path in sources() if len(path.read_text().splitlines()) > 400] == []


def test_the_project_package_is_empty_so_that_law_imports_without_django() -> None:
    assert (ROOT / "procuratorate/__init__.py").read_text() == ""


WRITES = re.compile(r"\.(save|create|bulk_create|update|bulk_update|delete|get_or_create|update_or_create)\(")


@pytest.mark.parametrize("doorway", ["views", "api"])
def test_doorways_write_nothing_themselves(doorway: str) -> None:
    """Views fetch, bind, call one service, render. `.update(` of a dict or a form's `.save(` has another name here."""
    wrong = []
    for path in sources():
        if doorway in (path.stem, path.parent.name) and "design" not in path.stem:
            wrong += [
                f"{path.relative_to(ROOT)}: {line.strip()}"
                for line in path.read_text().splitlines()
                if WRITES.search(line)
            ]
    assert wrong == []


def test_nobody_asks_another_clock() -> None:
    """One clock: the database's. `timezone.now`, `datetime.now`, `date.today`, auto_now stay out of the house."""
    other = re.compile(r"timezone\.now|datetime\.now|date\.today|auto_now|utcnow|CURRENT_DATE|now\(\)::date")
    lines = [(path, line) for path in sources() for line in path.read_text().splitlines() if other.search(line)]
    # A session's age is its own: it is real time even where a test has set the clock.
    wrong = [f"{path.relative_to(ROOT)}: {line.strip()}" for path, line in lines if "Session.objects" not in line]
    assert wrong == []


def test_nothing_is_scheduled_by_an_eta() -> None:
    eta = re.compile(r"apply_async\([^)]*(eta|countdown)=|\.delay\(")
    assert [str(path) for path in sources() if eta.search(path.read_text())] == []


def test_every_model_field_a_person_reads_has_a_chinese_name() -> None:
    """verbose_name of a model is what screens, errors and the audit show."""
    wrong = [model._meta.label for model in OUR_MODELS if re.fullmatch(r"[ -~]+", str(model._meta.verbose_name))]
    assert wrong == []


def test_verbs_take_their_arguments_by_keyword() -> None:
    """Whatever acts in somebody's name says on what: `send_batch(*, batch, actor, at)`."""
    verbs = [path for path in sources() if "services" in (path.stem, path.parent.name)]
    wrong = [f"{path.relative_to(ROOT)} {node.name}" for path in verbs for node in _public(path) if _acts(node)]
    assert wrong == []


def _public(path: Path) -> list[ast.FunctionDef]:
    """Public functions; handlers and listeners (decorated) have their caller's signature."""
    nodes = [node for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)]
    return [node for node in nodes if not node.name.startswith("_") and not node.decorator_list]


def _acts(node: ast.FunctionDef) -> bool:
    """Takes an actor, and something by position."""
    names = {argument.arg for argument in [*node.args.args, *node.args.kwonlyargs]}
    return "actor" in names and bool(node.args.args)
