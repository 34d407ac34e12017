"""Somebody put forward for outside service, and the pages of the chain as both sides press them."""

from __future__ import annotations

from typing import Any

from commutation.models import Batch, Filing, OutsideAct, OutsideCase, Upload
from commutation.services.lists import take_rows
from commutation.services.sending import send_consultation, send_filing_copy
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import filings, inmates, row

ILLNESS = "肺部恶性肿瘤"
DOCTORS = "方某 主任医师 肿瘤内科\n袁某 副主任医师 呼吸内科"
NOTICE = {"on": "2026-11-16", "planned_on": "2026-11-18", "hospital": "澜江省第二人民医院", "place": "门诊楼三层"}
DIAGNOSIS = {
    "on": "2026-11-16", "hospital": "澜江省第二人民医院", "designated": "true", "issued_on": "2026-11-16",
    "received_on": "2026-11-16", "doctors": DOCTORS, "finding": "病情符合严重疾病范围第三条", "conclusion": "meets",
}  # fmt: skip
GUARANTOR = {
    "on": "2026-11-16", "name": "祁母", "relation": "母亲", "phone": "13900000000", "address": "柳荫路九号",
    "accepted": "yes", "capable": "on", "free": "on", "income": "on", "home": "on",
}  # fmt: skip
HANDOVER = {"on": "2026-11-16", "body": "临澄县社区矫正局", "residence": "临澄县柳荫路九号"}
DECISION = {"on": "2026-11-16", "case_no": "澜狱监外〔2026〕7号", "received_on": "2026-11-16"}


def nominate(cast: Cast, batch: Batch, **changed: Any) -> Filing:
    """One person of 一监区 on the list for outside service."""
    person = inmates(cast.ward1, 1, names=["祁病林"], **changed)[0]
    clerk = cast.actor("tang")
    given = row(person, kind="暂予监外执行", months="")
    with acting_as(clerk) as at:
        take_rows(batch=batch, actor=clerk, rows=[given], source=Upload.Source.SCREEN, at=at, commit=True)
    return filings(batch)[0]


def start(cast: Cast, filing: Filing, by: str = "tang", **changed: Any) -> Any:
    told = {"on": "2026-11-13", "ground": "illness", "illness": ILLNESS, "decider": "bureau"} | changed
    return sign_in(cast.officers[by]).post(f"/outside/start/{filing.pk}/", told)


def started(cast: Cast, batch: Batch, **changed: Any) -> OutsideCase:
    filing = nominate(cast, batch)
    answer = start(cast, filing, **changed)
    assert answer.status_code == 302, answer.content.decode()
    return case_now()


def case_now() -> OutsideCase:
    with acting_as(BUILDER):
        found: OutsideCase = OutsideCase.objects.select_related("clock", "filing").get()
    return found


def act(cast: Cast, name: str, told: dict[str, Any], by: str = "tang", **changed: Any) -> Any:
    """Press one act of the only case, on the case as it is now."""
    case = case_now()
    given = {"version": case.version, **told, **changed}
    return sign_in(cast.officers[by]).post(f"/outside/{case.pk}/acts/{name}/", given)


def done(cast: Cast, name: str, told: dict[str, Any], **changed: Any) -> OutsideAct:
    answer = act(cast, name, told, **changed)
    assert answer.status_code == 302, answer.content.decode()
    return acts(name)[-1]


def acts(name: str) -> list[OutsideAct]:
    with acting_as(BUILDER):
        return list(OutsideAct.objects.filter(act=name).select_related("dispatch", "clock").order_by("pk"))


def page(cast: Cast, by: str, query: str = "") -> str:
    answer = sign_in(cast.officers[by]).get(f"/outside/{case_now().pk}/{query}")
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def send(cast: Cast, batch: Batch, *, filed: bool = False) -> None:
    """Consult the office, and file where asked."""
    head = cast.actor("shen")
    with acting_as(head) as at:
        send_consultation(batch=Batch.objects.get(pk=batch.pk), actor=head, at=at)
        if filed:
            send_filing_copy(batch=Batch.objects.get(pk=batch.pk), actor=head, platform_no="平台2026-7", at=at)


def decide(cast: Cast, by: str = "tang", **changed: Any) -> Any:
    """Register the bureau's decision as its paper says."""
    case = case_now()
    with acting_as(BUILDER):
        bureau = case.prison.parent
    told = {
        "kind": "outside_service", "court": bureau.pk if bureau else "", "case_no": "澜狱监外〔2026〕7号",
        "ruled_on": "2026-11-16", "name": case.name, "number": case.number, "outcome": "as_proposed",
    } | changed  # fmt: skip
    return sign_in(cast.officers[by]).post("/rulings/new/", told)
