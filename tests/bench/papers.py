"""A hundred pages of minutes: our whole way from facts to a signed PDF/A with its facts, against bare WeasyPrint.

The baseline is given the very HTML our sheet makes, in a new process as ours is, and writes a plain PDF: no archive
variant, no attachment, no signature, no hash. Both are told by processor time too, and by the most memory each took.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from procuratorate.documents.engine.press import Order
from procuratorate.documents.engine.printing import PRESS, order_for
from procuratorate.documents.engine.signing import signer
from procuratorate.documents.samples import samples
from procuratorate.lib.digest import sm3
from tests.bench.stats import Line, Series

RUNS, GOAL = 5, 1.3
MADE = datetime(2026, 12, 3, 2, 0, tzinfo=UTC)
SENTENCE = "会议听取第三批审查情况，研究财产性判项结案方式的认定，由刑罚执行科逐件复核后将结果抄送驻监检察室。"
PAGES = 100
ITEMS = 1085  # sections that fill a hundred pages
BARE = (
    "import sys, weasyprint; html = sys.stdin.buffer.read().decode();"
    "sys.stdout.buffer.write(weasyprint.HTML(string=html).write_pdf())"
)
NOTES: dict[str, str] = {}


def measure(province: object) -> list[Line]:
    """Turn about, so that both meet the same neighbours."""
    order, ours, bare = _order(), Series("facts → signed PDF/A-3u"), Series("bare WeasyPrint, the same HTML")
    memory: dict[str, list[float]] = {"ours": [], "bare": []}
    for _ in range(RUNS):
        memory["bare"].append(_timed(bare, (sys.executable, "-c", BARE), order.html.encode())[1])
        memory["ours"].append(_ours(ours))
    NOTES.update({who: f"{statistics.median(most):.0f} MB at most" for who, most in memory.items()})
    NOTES["pages"] = str(_pages(order))
    line = Line(f"minutes of {NOTES['pages']} pages", ours, bare, f"≤ {GOAL}× by processor", faster=False)
    line.met = line.ratio_worked is not None and line.ratio_worked <= GOAL
    return [line]


def _order() -> Order:
    """Ordered as a worker orders it: facts into the sheet."""
    one = next(one for one in samples() if one.label == "联席会议纪要")
    sections = [[0, f"{place}．{SENTENCE}"] for place in range(1, ITEMS + 1)]
    return order_for(one.rule, one.head, one.facts | {"sections": sections}, MADE)


def _ours(series: Series) -> float:
    before = os.times()

    def whole() -> tuple[bytes, float, float]:
        data, most, spent = _run(PRESS, _order().packed())
        pdf = data.partition(b"\n")[2]
        signed = signer().sign(pdf, code="P0101", organ="临澄城郊地区人民检察院", why="联席会议纪要", at=MADE)
        sm3(signed.pdf)
        return signed.pdf, most, spent

    told: tuple[bytes, float, float] = series.time(whole)
    after = os.times()
    series.worked.append(told[2] + after.user + after.system - before.user - before.system)
    return told[1]


def _timed(series: Series, command: Sequence[str], given: bytes) -> tuple[bytes, float]:
    told: tuple[bytes, float, float] = series.time(lambda: _run(command, given))
    series.worked.append(told[2])
    return told[0], told[1]


def _run(command: Sequence[str], given: bytes) -> tuple[bytes, float, float]:
    """What the process wrote, the most memory it took (MB), its processor time (seconds)."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=settings.BASE_DIR) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(given)
        child.stdin.close()
        data = child.stdout.read()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError("the press failed")
    return data, used.ru_maxrss / 1024, used.ru_utime + used.ru_stime


def _pages(order: Order) -> int:
    data, _, _ = _run(PRESS, order.packed())
    told: dict[str, Any] = json.loads(data.partition(b"\n")[0])
    return int(told["pages"])
