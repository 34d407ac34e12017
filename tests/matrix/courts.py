"""What a court did with somebody of 青岑监狱: a case, papers asked for, a hearing, a withdrawal, a ruling."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from commutation.models import (
    Batch,
    CourtCase,
    Filing,
    Hearing,
    RecordFiling,
    Ruling,
    RulingService,
    Supplement,
    Withdrawal,
)
from commutation.services.courts import record_supplement
from commutation.services.rulings import register_ruling
from commutation.states import BatchState, FilingState
from commutation.states.courts import Missing
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast

CASE_PAGES = "court supplement hearing court_withdraw"
RECORD_ACTS = "send answer report"
RULING_PAGES = "match unmatch void receipt accept rehearing final term".split()
RULING_ROUTES = ("ruling", "api_ruling", *(f"ruling_{name}" for name in RULING_PAGES))


def bring_to_court(cast: Cast, batch: Batch) -> None:
    """The one person of `batch` as filed, before the court; and a ruling on another paper of the same person."""
    with acting_as(BUILDER) as at:
        _as_filed(batch, at)
        filing = Filing.objects.select_related("prison", "batch").get(batch=batch)
        case = CourtCase.objects.create(filing=filing, court=cast.court, case_no="（2026）澜01刑更7号", by=cast.tang)
        Hearing.objects.create(case=case, on=date(2026, 11, 26), place="科技法庭", by=cast.tang)
        Withdrawal.objects.create(filing=filing, asked_on=date(2026, 11, 16), reason="错报", by=cast.tang)
        tang, chen = cast.actor("tang"), cast.actor("chen")
    with acting_as(tang) as at:
        case = CourtCase.objects.select_related("filing__prison").get()
        day = date(2026, 11, 16)
        record_supplement(case=case, kind=Missing.PAPERS, words="考核明细", asked_on=day, actor=tang, at=at)
    with acting_as(chen) as at:
        register_ruling(told=_words(cast, filing), actor=chen, at=at, source={})
    with acting_as(BUILDER):  # ruled on, and still before the court: both kinds of page are asked about one person
        told = {"organ": cast.suburb, "to": cast.province, "rank": "县处级", "article": "高检发监字〔2014〕5号第2条"}
        RecordFiling.objects.create(ruling=Ruling.objects.get(), **told)
        Filing.objects.filter(pk=filing.pk).update(state=FilingState.ACCEPTED)


def _as_filed(batch: Batch, at: datetime) -> None:
    moments = {"sent_at": at, "filed_at": at}
    Filing.objects.filter(batch=batch).update(state=FilingState.FILED, **moments)
    Batch.objects.filter(pk=batch.pk).update(state=BatchState.FILED, platform_no="平台1号", **moments)


def _words(cast: Cast, filing: Filing) -> dict[str, Any]:
    return {
        "kind": filing.kind, "court": cast.court, "decider": cast.court.name, "case_no": "（2026）澜01刑更7号",
        "ruled_on": date(2026, 11, 12), "name": filing.name, "number": filing.number, "id_tail": "",
        "outcome": "as_proposed", "months": 7, "received_on": date(2026, 11, 16),
    }  # fmt: skip


def court_arguments() -> dict[str, dict[str, Any]]:
    """The routes of the court's half, asked about that person."""
    case, ruling = CourtCase.objects.get(), Ruling.objects.get()
    return (
        {f"commutation:{name}": {"pk": case.filing_id} for name in CASE_PAGES.split()}
        | {f"commutation:{name}": {"pk": ruling.pk} for name in RULING_ROUTES}
        | {
            "commutation:supplement_sent": {"pk": Supplement.objects.get().pk},
            "commutation:hearing_held": {"pk": Hearing.objects.get().pk},
            "commutation:court_leave": {"pk": Withdrawal.objects.get().pk},
            **{f"commutation:record_{act}": {"pk": RecordFiling.objects.get().pk} for act in RECORD_ACTS.split()},
            "commutation:ruling_service": {"pk": RulingService.objects.filter(recipient="inmate").get().pk},
        }
    )
