"""Every act the code writes into the audit, and every particular of it, has a name the auditor can read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from procuratorate.audit.telling import KEYS
from procuratorate.audit.words import act_words

ROOT = Path(__file__).resolve().parents[2]
ROOTS = ("commutation", "prisons", "procuratorate", "detention", "meetings")
RECORDED = re.compile(r'\bact="([a-z]+\.[a-z_]+)"')
FILES = [path for root in ROOTS for path in (ROOT / root).rglob("*.py") if "migrations" not in path.parts]


def test_every_recorded_act_is_named_in_chinese() -> None:
    acts = {act for path in FILES for act in RECORDED.findall(path.read_text())}
    assert len(acts) > 40
    assert sorted(act for act in acts if act_words(act) == act) == []


def test_every_recorded_particular_is_named_in_chinese() -> None:
    keys = {key for path in FILES for key in particulars(ast.parse(path.read_text()))}
    assert len(keys) > 60
    assert sorted(keys - set(KEYS)) == []


def particulars(tree: ast.Module) -> Iterator[str]:
    """Keys of the dictionaries handed to an entry as `detail`."""
    words = [word for node in ast.walk(tree) if isinstance(node, ast.Call) for word in node.keywords]
    told = [node for word in words if word.arg == "detail" for node in ast.walk(word.value)]
    for one in told:
        if isinstance(one, ast.Dict):
            yield from (str(key.value) for key in one.keys if isinstance(key, ast.Constant))
