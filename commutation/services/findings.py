"""What the rules find on filings, kept with what persons made of it. Run when a list arrives or facts change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction

from commutation.facts import asked_of
from commutation.law import Finding as Answer
from commutation.law import explain
from commutation.models import Filing, Finding, Sending
from commutation.selectors.laws import counts_as_finding, lacking_of, verdict_of, worked_of
from commutation.selectors.readings import stage_of
from commutation.states import FilingState
from commutation.states.reviews import OPEN_FINDINGS, SETTLED_FINDINGS, FindingState
from procuratorate.audit.services import record
from procuratorate.organs.actors import Actor, service_actor

AT_ONCE = 500
JUDGED = ("verdict", "title", "text", "article", "lacking", "worked", "is_local", "stage", "sending")
FINDER = service_actor("findings")


@dataclass
class Changes:
    """Rows to write: new ones, those whose words changed, those that moved."""

    new: list[Finding] = field(default_factory=list)
    told: list[Finding] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.new) + len(self.told)


def judge_sending(*, sending_id: int, at: datetime) -> int:
    """Refresh the findings on a list as it was sent; returns how many changed. Safe to run twice."""
    sending = Sending.objects.select_related("batch").get(pk=sending_id)
    rows = Filing.objects.filter(sent_lines__sending=sending).exclude(state=FilingState.DROPPED)
    return refresh_findings(filings=rows.select_related("batch"), sending=sending, actor=FINDER, at=at)


def refresh_findings(*, filings: Iterable[Filing], sending: Sending | None, actor: Actor, at: datetime) -> int:
    """Hold the rules against `filings` as their facts stand now; returns how many findings changed.

    The same finding on the same facts keeps what a person made of it. On other facts it is taken up again (核查中, the
    earlier decision readable); gone, it is 已随事实变更消失; come back, it is 疑点 anew.
    """
    changed, rows = 0, iter(filings)
    while part := list(islice(rows, AT_ONCE)):
        changed += _refresh(part, sending, at)
    if changed:
        told = {"changed": changed, "sending": sending.pk if sending else None}
        record(actor=actor, act="commutation.refresh_findings", target=sending, detail=told)
    return changed


@transaction.atomic
def _refresh(filings: list[Filing], sending: Sending | None, at: datetime) -> int:
    known: dict[int, dict[str, Finding]] = defaultdict(dict)
    rows = Finding.objects.select_for_update(of=("self",)).order_by("pk").filter(filing__in=[one.pk for one in filings])
    for finding in rows:
        known[finding.filing_id][finding.key] = finding
    changes = Changes()
    asked = asked_of(filings)
    for filing in filings:
        answers = explain(asked[filing.pk].facts, on=asked[filing.pk].on)
        found = {answer.rule.code: answer for answer in answers if counts_as_finding(answer)}
        _compare(filing, found, known[filing.pk], sending, changes)
    for one in changes.new:
        one.found_at = at
    Finding.objects.bulk_create(changes.new, batch_size=1000)
    Finding.objects.bulk_update(changes.told, [*JUDGED, "state"], batch_size=500)
    return changes.count


def _compare(
    filing: Filing, found: dict[str, Answer], known: dict[str, Finding], sending: Sending | None, changes: Changes
) -> None:
    for code, answer in found.items():
        told = _told(filing, answer, sending)
        old = known.get(code)
        if old is None:
            changes.new.append(Finding(filing=filing, rule=code, key=code, **told))
        elif _follow(old, told):
            changes.told.append(old)
    changes.told.extend(_gone(found, known))


def _told(filing: Filing, answer: Answer, sending: Sending | None) -> dict[str, Any]:
    return {
        "verdict": verdict_of(answer),
        "title": answer.rule.title[:120],
        "text": answer.text,
        "article": answer.cite[:300],
        "lacking": lacking_of(answer),
        "worked": worked_of(answer),
        "stage": sending.stage if sending else stage_of(filing),
        "sending": sending,
    }


def _follow(old: Finding, told: dict[str, Any]) -> bool:
    """Let a known finding follow the facts; False where nothing changed."""
    same = (old.worked.get("basis"), old.verdict) == (told["worked"]["basis"], told["verdict"])
    if same and old.state != FindingState.OUTDATED:
        return False
    for name, value in told.items():
        setattr(old, name, value if name != "sending" else value or old.sending)
    if old.state == FindingState.OUTDATED:
        old.state = FindingState.SUSPECTED
    elif old.state in SETTLED_FINDINGS:
        old.state = FindingState.CHECKING
    return True


def _gone(found: dict[str, Answer], known: dict[str, Finding]) -> Iterator[Finding]:
    """What the facts no longer bear. A person's decision on it stays readable."""
    for code, old in known.items():
        if code not in found and old.state in OPEN_FINDINGS | SETTLED_FINDINGS:
            old.state = FindingState.OUTDATED
            yield old
