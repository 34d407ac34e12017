"""A batch whose copies have arrived, and the officers of a 院 who write papers about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from commutation.models import Batch, Filing, Finding, Opinion, Reading
from commutation.states import Stage
from commutation.states.reviews import FindingState, Gravity, Verdict
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Officer, Organ
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Role
from tests.cast import Cast, officer, sign_in
from tests.commutation.factories import MOMENT, filings, inmates, row

NUMBER = "临城郊检意见〔2026〕38号"


def filed(cast: Cast, batch: Batch, upload: Any, count: int = 3, **changed: Any) -> list[Filing]:
    """So many people, consulted about and filed; the clocks of their review run."""
    found = upload(batch, [row(one, **changed) for one in inmates(cast.ward1, count)])
    assert sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/").status_code == 302
    head = sign_in(cast.shen)
    assert head.post(f"/batches/{batch.pk}/consult/", {"agreed_days": 5}).status_code == 302
    assert head.post(f"/batches/{batch.pk}/file/", {"platform_no": "平台1号"}).status_code == 302
    return filings(batch)


def opened(rows: Iterable[Filing], who: Officer) -> None:
    """That the officer opened these cases with the facts they have now."""
    with acting_as(BUILDER):
        for filing in rows:
            told = {"facts_hash": filing.facts_hash, "opened_at": MOMENT}
            Reading.objects.update_or_create(filing=filing, stage=Stage.FILING_COPY, officer=who, defaults=told)


def finding(filing: Filing, *, by: Officer | None = None, rule: str = "interval", **changed: Any) -> Finding:
    """Something a rule found; verified where `by` is told."""
    told: dict[str, Any] = {
        "title": "间隔时间",
        "text": "前次裁定2025年5月20日送达，至报请日不满一年。",
        "article": "法释〔2016〕23号第6条第3款",
        "verdict": Verdict.BREACHED,
    }
    if by is not None:
        told |= {"state": FindingState.VERIFIED, "gravity": Gravity.MINOR, "reason": "查阅送达回证", "settled_by": by}
        told |= {"settled_at": MOMENT}
    with acting_as(BUILDER):
        made: Finding = Finding.objects.create(
            filing=filing, stage=Stage.FILING_COPY, rule=rule, key=f"{rule}-{filing.pk}", **told | changed
        )
    return made


def colleague(number: str, name: str, organ: Organ, role: Role) -> Officer:
    """One more officer of the house."""
    with acting_as(BUILDER):
        return officer(number, name, organ, role)


def paper(pk: int | None = None) -> Opinion:
    """The one paper there is, as it is stored."""
    with acting_as(BUILDER):
        rows = Opinion.objects.select_related("dispatch", "organ", "office", "addressee", "approver")
        found: Opinion = rows.get(pk=pk) if pk else rows.get()
        return found


def clock_state(filing: Filing) -> str:
    with acting_as(BUILDER):
        return str(Filing.objects.select_related("clock").get(pk=filing.pk).clock.state)
