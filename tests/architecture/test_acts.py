"""Every act the code writes into the audit has a name the auditor can read."""

from __future__ import annotations

import re
from pathlib import Path

from procuratorate.audit.words import act_words

ROOT = Path(__file__).resolve().parents[2]
RECORDED = re.compile(r'\bact="([a-z]+\.[a-z_]+)"')


def test_every_recorded_act_is_named_in_chinese() -> None:
    files = [path for root in ("commutation", "prisons", "procuratorate") for path in (ROOT / root).rglob("*.py")]
    acts = {act for path in files for act in RECORDED.findall(path.read_text())}
    assert len(acts) > 40
    assert sorted(act for act in acts if act_words(act) == act) == []
