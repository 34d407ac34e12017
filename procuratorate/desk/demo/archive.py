"""A small archive of historic cases, one approved model, its finished run, some clues sent and looked into.

Everybody in it is invented. A few rows are as dirty as old registers are: they come back with their reasons.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from procuratorate.desk.demo.names import person_name
from procuratorate.desk.demo.times import historian, moment
from procuratorate.lib.law.dates import add_months
from procuratorate.screening.models import Hit, Run, Suspicion
from procuratorate.screening.services import running, snapshots
from procuratorate.screening.services.importing import import_file
from procuratorate.screening.services.modelling import Terms, approve_version, draft_model, submit_version
from procuratorate.screening.services.sending import send_clues
from procuratorate.screening.services.settling import settle
from procuratorate.work.services import run_job

HEADS = (
    "单位", "编号", "姓名", "种类", "报请日期", "裁定日期", "原判刑种", "原判刑期", "判决日期", "刑期起日期",
    "现刑期止日期", "裁定减去", "刑期起日以外另行折抵", "公示起日期", "公示止日期", "公示", "裁定书送达日期",
)  # fmt: skip
RULES = ("half-served", "ruling-served")
CASES, YEARS, MONTHS = 1800, range(1998, 2026), (3, 9)
SENT, FIELD = 12, "commutation"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
GUIDE, HEAD, PROCURATOR = "J9931", "J9932", "J9901"


def build_archive(on: date) -> None:
    """Import, draft, approve, run, send, settle: each by whoever does it, within a few days before `on`."""
    began = on - timedelta(days=6)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "全省减假暂台账.csv"
        path.write_text(_file(Random("archive")), encoding="gb18030", newline="")
        guide = historian(GUIDE, on)
        at = moment(began, "09:12:00")
        given = import_file(path=path, filename=path.name, code=FIELD, actor=guide, at=at, ordinary=True)
    run_job(job_id=given.job_id or 0)
    snapshots.take_snapshots()
    _clues(_run(on, began), on)


def _run(on: date, began: date) -> Run:
    guide, head = historian(GUIDE, on), historian(HEAD, on)
    terms = Terms(rules=RULES, kinds=(1, 2), note="规则均已核实条文；台账没有列出的特殊情形按没有看待")
    aim = "减刑后实际执行的刑期少于原判二分之一；裁定书没有按期送达。"
    version = draft_model(
        code=FIELD, title="减刑实际执行与程序时限", aim=aim, terms=terms, actor=guide, at=moment(began, "10:05:00")
    )
    submit_version(version=version, actor=guide, at=moment(began, "10:31:00"))
    approve_version(version=version, actor=head, at=moment(began, "15:20:00"))
    run = running.start_run(version=version, permille=1000, actor=guide, at=moment(began, "16:02:00"))
    while running.work():
        pass
    run.refresh_from_db()
    return run


def _clues(run: Run, on: date) -> None:
    """A dozen of 青岑监狱 go down; six are looked into."""
    hits = list(Hit.objects.filter(run=run, site__code="9901-QC", rule=RULES[0]).order_by("-year", "pk")[:SENT])
    send_clues(run=run, hits=hits, days=20, actor=historian(GUIDE, on), at=moment(on - timedelta(days=5), "09:30:00"))
    procurator, at = historian(PROCURATOR, on), moment(on - timedelta(days=2), "14:40:00")
    made = (
        ("verify", ""), ("verify", "原件复核，与台账一致"), ("exclude", "台账把减刑幅度多录一年，原裁定书无误"),
        ("verify", ""), ("give_up", "原案卷已移交，暂时调不到"), ("exclude", "另有折抵未录入台账"),
    )  # fmt: skip
    raised = Suspicion.objects.select_related("clue__sending__clock", "clue__organ").order_by("pk")
    for one, (act, reason) in zip(raised, made, strict=False):
        settle(suspicion=one, act=act, reason=reason, actor=procurator, at=at)


def _file(rng: Random) -> str:
    """Lines of an old register: most in order, one in forty short of a rule, one in a hundred not to be read."""
    text = StringIO()
    sheet = csv.writer(text)
    sheet.writerow(HEADS)
    for number, line in enumerate(_lines(rng), 1):
        sheet.writerow(_soiled(line, rng) if number % 97 == 0 else line)
    return text.getvalue()


def _lines(rng: Random) -> Iterator[list[str]]:
    for number in range(CASES):
        filed = date(rng.choice(YEARS), rng.choice(MONTHS), rng.randrange(1, 25))
        yield _line(number, filed, rng)


def _line(number: int, filed: date, rng: Random) -> list[str]:
    """A fixed term of which more than half is served after the commutation, but for one in forty."""
    years, short = rng.randrange(4, 15), number % 40 == 0
    half, granted = years * 6, rng.randrange(4, 13)
    starts = add_months(filed, -(half - rng.randrange(3, 12) if short else half + rng.randrange(2, 20)))
    rest = rng.randrange(1, 3) if short else rng.randrange(granted + 2, granted + 24)
    notice = filed - timedelta(days=20)
    served = 4 if number % 33 else 11
    return [
        ("青岑监狱", "岚浦监狱")[number % 3 == 0], f"{3300000 + number}", person_name(rng, "男"), "减刑", f"{filed}",
        f"{filed + timedelta(days=40)}", "有期徒刑", f"{years}年", f"{starts + timedelta(days=150)}", f"{starts}",
        f"{add_months(filed, rest)}", f"{granted}个月", "0", f"{notice}", f"{notice + timedelta(days=6)}",
        "5" if number % 29 else "3", f"{filed + timedelta(days=40 + served)}",
    ]  # fmt: skip


def _soiled(line: list[str], rng: Random) -> list[str]:
    """As such registers are: a closed prison, no number, full-width figures, days that contradict each other."""
    spoil = rng.randrange(4)
    if spoil == 0:
        return ["澜江省旧镇监狱", *line[1:]]
    if spoil == 1:
        return [line[0], "", *line[2:]]
    if spoil == 2:
        return [*line[:7], line[7].translate(WIDE), *line[8:11], "若干", *line[12:]]
    return [*line[:5], "1999-01-01" if line[4] > "1999-01-01" else line[5], *line[6:]]
