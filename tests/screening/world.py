"""Historic files in small, and the way through the doors: upload, job, model, run."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commutation.models import Filing, Upload
from commutation.services.lists import take_rows
from commutation.services.sending import send_consultation
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Assignment
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Role
from procuratorate.screening.models import Import, Run, Version
from procuratorate.screening.services import running
from procuratorate.work.services import open_jobs, run_job
from tests.cast import Cast, officer, sign_in
from tests.commutation.factories import batch_of, inmates, row

HEADS = (
    "监狱,罪犯编号,姓名,案件种类,报请日期,裁定日期,原判刑种,原判刑期,刑期起日期,现刑期止日期,裁定减去,刑期起日以外另行折抵,"
    "裁定书送达日期,犯罪记录封存,确有悔改表现,立功表现,重大立功表现"
)
# Eight years from 2016-01-01: half is served on 2020-01-01. These would leave on 2019-07-05, those on 2023-06-30.
SHORT = (
    "青岑监狱,{n},{name},减刑,{filed},2018.4.20,有期徒刑,8年,2016-01-01,2020-01-05,6个月,0,2018-04-23,{sealed},是,否,否"
)
FINE = SHORT.replace("2020-01-05", "２０２３年１２月３１日").replace("8年", "９６")
ELSEWHERE = SHORT.replace("青岑监狱", "岚浦监狱")
RULE, OTHER = "half-served", "merit-at-all"


def lines(*rows: str, heads: str = HEADS) -> str:
    return "\r\n".join([heads, *rows]) + "\r\n"


def case(n: int, row: str = SHORT, name: str = "祁某", sealed: str = "否", filed: str = "2018年3月5日") -> str:
    """One line of a file."""
    return row.format(n=f"{n:06d}", name=name, sealed=sealed, filed=filed)


def supervisor(cast: Cast) -> Client:
    """秦望舒's colleague, who guides the province's offices."""
    with acting_as(BUILDER):
        made = officer("J0003", "符远舟", cast.province, Role.SUPERVISOR)
    cast.officers["fu"] = made
    return sign_in(made)


def upload(client: Client, text: str | bytes, name: str = "历史案件.csv", ordinary: str = "on") -> Import:
    """Through the page and the job; the import as it ended. Registers of old list special circumstances alone."""
    data = text.encode("gb18030") if isinstance(text, str) else text
    answer = client.post("/screening/archive/imports/", {"file": SimpleUploadedFile(name, data), "ordinary": ordinary})
    assert answer.status_code == 302, answer.content.decode()
    work_off()
    with acting_as(BUILDER):
        return Import.objects.get(pk=int(answer["Location"].rstrip("/").rpartition("/")[2]))


def work_off() -> None:
    for job in open_jobs():
        run_job(job_id=job)


def terms(**changed: Any) -> dict[str, Any]:
    return {
        "title": "实际执行不足二分之一", "aim": "减刑后实际执行的刑期少于原判二分之一", "rules": [RULE],
        "kinds": ["1"], "since": "1990", "until": "", "slack": "0", "note": "", **changed,
    }  # fmt: skip


def model(client: Client, **changed: Any) -> Version:
    answer = client.post("/screening/models/new/", terms(**changed))
    assert answer.status_code == 302, answer.content.decode()
    with acting_as(BUILDER):
        return Version.objects.select_related("model").order_by("-pk")[0]


def approved(cast: Cast, client: Client, **changed: Any) -> Version:
    """Drafted by the supervisor, approved by the department head of the province."""
    version = model(client, **changed)
    client.post(f"{version.get_absolute_url()}act/", {"act": "submit"})
    answer = sign_in(cast.qin).post(f"{version.get_absolute_url()}act/", {"act": "approve"})
    assert answer.status_code == 302, answer.content.decode()
    with acting_as(BUILDER):
        version.refresh_from_db()
    return version


def begin(client: Client, version: Version, permille: int = 1000) -> Run:
    answer = client.post(f"{version.get_absolute_url()}run/", {"permille": permille})
    assert answer.status_code == 302, answer.content.decode()
    with acting_as(BUILDER):
        return Run.objects.get(pk=int(answer["Location"].rstrip("/").rpartition("/")[2]))


def ran(client: Client, version: Version, permille: int = 1000) -> Run:
    run = begin(client, version, permille)
    while running.work():
        pass
    with acting_as(BUILDER):
        run.refresh_from_db()
    return run


def post_of(cast: Cast, name: str) -> Assignment:
    with acting_as(BUILDER):
        return Assignment.objects.get(officer=cast.officers[name])


def sent_filings(cast: Cast, count: int) -> list[Filing]:
    """So many people of the first ward, nominated and sent to the office."""
    batch = batch_of(cast)
    people = inmates(cast.ward1, count)
    with acting_as(BUILDER):
        clerk, head = cast.actor("tang"), cast.actor("shen")
        rows = [row(one) for one in people]
    with acting_as(clerk) as at:
        take_rows(batch=batch, actor=clerk, rows=rows, source=Upload.Source.SCREEN, at=at, commit=True)
    with acting_as(head) as at:
        send_consultation(batch=batch, actor=head, at=at)
    with acting_as(BUILDER):
        return list(Filing.objects.filter(batch=batch))
