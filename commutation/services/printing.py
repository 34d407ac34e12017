"""Papers of a batch, issued together by a job: 花名册, 审核表, 移送清单; 建议书 under the prison's own numbers.

Asked again, what was issued with the same facts is left as it is, and what the facts left behind gives way to a new
one that says why; a 建议书 that went with its filing stays as it went.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import TextChoices

from commutation.models import Adjustment, Batch, Filing
from commutation.papers import MATERIALS, PAROLE, PROPOSAL, REVIEW, ROSTER
from commutation.permissions.printing import may_print
from commutation.rendering import papers as rendering
from commutation.selectors.deciders import Deciders
from commutation.selectors.levels import signed_levels
from commutation.selectors.proposals import key_of
from commutation.states import Kind
from procuratorate.documents import services as documents
from procuratorate.documents.models import Paper
from procuratorate.documents.states import PaperState
from procuratorate.lib.characters import visible
from procuratorate.lib.clock import day_of
from procuratorate.lib.digest import sm3_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.reach import acting_as
from procuratorate.work.models import Job
from procuratorate.work.progress import Progress
from procuratorate.work.services import job_actor, start_job

JOB = "commutation.papers"
LONGEST_WORD = 20
MAKER = service_actor("papers")


class Printed(TextChoices):
    """What can be made of a list."""

    ROSTER = "roster", "罪犯花名册"
    REVIEWS = "reviews", "审核表"
    LISTS = "lists", "移送材料清单"
    PROPOSALS = "proposals", "提请建议书"


def order_papers(*, batch: Batch, what: Printed, word: str, actor: Actor) -> Job:
    """Have them made in the background. `word`: the 代字 of 建议书, such as 青监减字, numbered without gaps."""
    demand(may_print(actor, batch), act="commutation.print_papers", target=batch)
    word = "".join(visible(word).split())
    if what is Printed.PROPOSALS and not (word and len(word) <= LONGEST_WORD and "〔" not in word):
        raise Unacceptable("请填写建议书的代字，如“青监减字”，不超过20字。", fields={"word": "请填写代字"})
    told = {"batch": batch.pk, "what": what.value, "word": word}
    return start_job(kind=JOB, title=f"{batch.title}{what.label}", args=told, actor=actor, address=page_of(batch))


@dataclass(frozen=True)
class Maker:
    """Who makes papers of which batch, when; `word` numbers 建议书."""

    batch: Batch
    actor: Actor
    at: datetime
    word: str

    def issue(self, told: dict[str, Any], filings: Iterable[Filing], word: str = "") -> int:
        """1 for a paper newly issued, in place of one whose facts are no longer those of the case."""
        prison, about = self.batch.prison, list(filings)
        before = Paper.objects.filter(organ=prison, key=told["key"], state=PaperState.ISSUED).first()
        went = word and any(one.filed_at for one in about)  # a court and an office hold it: not rewritten behind them
        if before is not None and (went or before.facts_hash == sm3_of(told["facts"])):
            return 0
        why = _changed_since(before, about) if before is not None else ""
        persons = [one.person_id for one in about]
        by: dict[str, Any] = {"actor": self.actor, "at": self.at}
        paper = documents.draft(organ=prison, persons=persons, address=page_of(self.batch), **told, **by)
        documents.issue(paper=paper, word=word, why=why, **by)
        return 1

    def roster(self, filings: list[Filing]) -> int:
        title = f"{self.batch.prison.short_name}{self.batch.title}罪犯花名册"
        facts = rendering.roster(self.batch, filings)
        return self.issue({"kind": ROSTER, "key": f"roster:{self.batch.pk}", "title": title, "facts": facts}, filings)

    def reviews(self, one: Filing, court: str) -> int:
        facts = rendering.review_form(one, signed_levels(one))
        title = f"罪犯{one.get_kind_display()}审核表"
        return self.issue({"kind": REVIEW, "key": f"review:{one.pk}", "title": title, "facts": facts}, [one])

    def lists(self, one: Filing, court: str) -> int:
        facts = rendering.transfer_list(one, one.materials.filter(replaced_by=None), court)
        told = {"kind": MATERIALS, "key": f"materials:{one.pk}", "title": "移送材料清单", "facts": facts}
        return self.issue(told, [one])

    def proposals(self, one: Filing, court: str) -> int:
        """Outside service is asked for on a form of its own."""
        if one.kind not in rendering.ASKED:
            return 0
        told = {"kind": PROPOSAL if one.kind == Kind.COMMUTATION else PAROLE, "key": key_of(one)}
        told |= {"title": f"提请{one.get_kind_display()}建议书"}
        return self.issue(told | {"facts": rendering.proposal(one, court)}, [one], self.word)


def _changed_since(before: Paper, filings: Iterable[Filing]) -> str:
    """Why a paper gives way: the adjustments told since it was issued; else that what is recorded changed."""
    since = Adjustment.objects.filter(filing__in=filings, at__gte=before.issued_at).order_by("pk")
    told = [f"{one.article}：{one.reason}" for one in since]
    return f"提请内容已调整（{'；'.join(told)}）" if told else "登记的内容已变动，照现在的登记重新制作"


def page_of(batch: Batch) -> str:
    return f"/batches/{batch.pk}/papers/"


def make_papers(*, job: Job, progress: Progress) -> dict[str, Any]:
    """Run the job: one person a transaction, so that a stop keeps what was made. Safe to run twice."""
    what, actor = Printed(job.args["what"]), job_actor(job)
    with acting_as(actor) as at:
        batch = Batch.objects.visible_to(actor).select_related("prison").get(pk=job.args["batch"])
        demand(may_print(actor, batch), act="commutation.print_papers", target=batch)
        filings = _filings(batch, actor)
        courts = Deciders.over(filings, day_of(at))
        maker = Maker(batch, actor, at, job.args["word"])
        if what is Printed.ROSTER:
            return {"made": maker.roster(filings)}
    made = 0
    for place, one in enumerate(filings, 1):
        with acting_as(actor) as at:
            court = courts.of(one, batch.prison)
            make = getattr(replace(maker, at=at), what.value)
            made += make(one, court.name if court else "")
        progress.step(place, len(filings), what.label)
    return {"made": made}


def _filings(batch: Batch, actor: Actor) -> list[Filing]:
    rows = Filing.objects.visible_to(actor).filter(batch=batch).standing()
    rows = rows.select_related("ward", "inmate__person", "inmate__sentence__judgment")
    return list(rows.prefetch_related("inmate__sentence__judgment__offences").order_by("ward__path", "number", "pk"))
