"""A list that crosses a gateway: what the other site needs to review it, laid down there under its own keys.

Goes along: the persons and their dossiers, the batch, each proposal, what was adjusted since, the list as it was sent;
levels and public notices (`crossing_levels`), papers with their files (`crossing_papers`). A sealed judgment stays
behind (封存办法第10条).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Model

from commutation.clocks import review_of
from commutation.models import Adjustment, Batch, Filing, Material, Sending, SentFiling
from commutation.services.crossing_levels import OF_LEVELS, lay_levels, pack_levels
from commutation.services.crossing_papers import files_beside, lay_papers, pack_papers
from commutation.services.sending.consulting import open_consultation
from commutation.services.sending.filing import end_consultation, open_reviews
from commutation.services.sending.parcels import Parcel
from commutation.states import Stage
from prisons.models import Account, Commendation, ConductPeriod, Inmate, Punishment
from procuratorate.custody.models import (
    Alias,
    Custody,
    Judgment,
    OfCategory,
    Offence,
    Person,
    PropertyItem,
    Sentence,
    SentenceChange,
    Vulnerability,
)
from procuratorate.deadlines.models import Deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.packets.registry import Placed
from procuratorate.dispatch.packets.transplant import Bed, carry, officer_of
from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.actors import service_actor
from procuratorate.organs.models import Organ
from procuratorate.work.services import enqueue

OF_PERSON: tuple[type[Model], ...] = (Alias, Vulnerability, OfCategory)
OF_JUDGMENT: tuple[type[Model], ...] = (Offence, Sentence, PropertyItem)
OF_INMATE: tuple[type[Model], ...] = (ConductPeriod, Commendation, Punishment, Account)
NATURAL = {  # whoever is known here already, from another source or earlier, is known again with the whole dossier
    "custody.person": ("id_kind", "id_number"),
    "custody.alias": ("person_id", "kind", "name"),
    "custody.vulnerability": ("person_id", "kind", "since"),
    "custody.ofcategory": ("person_id", "code"),
    "custody.custody": ("organ_id", "number"),
    "custody.judgment": ("person_id", "court", "judged_on"),
    "custody.offence": ("judgment_id", "name"),
    "custody.propertyitem": ("judgment_id", "kind"),
    "custody.sentence": ("judgment_id",),
    "custody.sentencechange": ("sentence_id", "kind", "ruled_on"),
    "prisons.inmate": ("prison_id", "number"),
    "prisons.conductperiod": ("inmate_id", "since"),
    "prisons.commendation": ("inmate_id", "kind", "awarded_on"),
    "prisons.punishment": ("inmate_id", "kind", "since"),
    "prisons.account": ("inmate_id", "month"),
}
ALIKE = frozenset({"custody.judgment", "custody.propertyitem", "prisons.commendation"})  # two of a kind on a day
MODELS: list[type[Model]] = [
    Person, *OF_PERSON, Custody, Judgment, *OF_JUDGMENT, SentenceChange, Inmate, *OF_INMATE, Batch, Filing, Adjustment,
    *OF_LEVELS, Material,
]  # fmt: skip
ALLOWED = [model._meta.label_lower for model in MODELS]
HERE_ALONE = frozenset({"upload", "clock", "source_row"})
ACTOR = service_actor("packets")


def pack_sending(dispatch: Dispatch) -> dict[str, Any]:
    """What goes beside the dispatch of a list."""
    sending = Sending.objects.select_related("batch", "by").get(dispatch=dispatch)
    filings = _sent(sending)
    lines = SentFiling.objects.filter(sending=sending).order_by("position")
    sealed = Judgment.objects.filter(person__in=[one.person_id for one in filings], is_sealed=True)
    hidden = set(sealed.values_list("person_id", flat=True))
    return {
        "stage": sending.stage,
        "batch": sending.batch_id,
        "agreed_days": sending.agreed_days,
        "platform_no": sending.platform_no,
        "by": [sending.by.number, sending.by.name],
        "rows": _dossiers(filings) + carry([sending.batch]),
        "filings": [_proposal(one) for one in filings],
        "levels": pack_levels(sending.batch, filings),
        "materials": pack_papers(filings),
        "lines": [_line(one, hidden) for one in lines.select_related("filing")],
    }


def files_of(dispatch: Dispatch) -> list[str]:
    """What goes beside it, at either end: where it was laid down, what its rows name."""
    sending = Sending.objects.select_related("batch").get(dispatch=dispatch)
    return files_beside(sending.batch, _sent(sending))


def _sent(sending: Sending) -> list[Filing]:
    """Everybody who was ever sent with this list."""
    return list(Filing.objects.filter(sent_lines__sending__batch=sending.batch).distinct().order_by("pk"))


def _dossiers(filings: list[Filing]) -> list[dict[str, Any]]:
    persons, inmates = {one.person_id for one in filings}, {one.inmate_id for one in filings}
    prisons = {one.prison_id for one in filings}
    judgments = Judgment.objects.filter(person__in=persons, is_sealed=False)
    rows: list[Model] = list(Person.objects.filter(pk__in=persons))
    rows += [row for model in OF_PERSON for row in model._base_manager.filter(person__in=persons)]
    rows += Custody.objects.filter(person__in=persons, organ__in=prisons)  # stays elsewhere are theirs to tell
    rows += judgments
    rows += [row for model in OF_JUDGMENT for row in model._base_manager.filter(judgment__in=judgments)]
    rows += SentenceChange.objects.filter(sentence__judgment__in=judgments)
    rows += Inmate.objects.filter(pk__in=inmates)
    rows += [row for model in OF_INMATE for row in model._base_manager.filter(inmate__in=inmates)]
    return carry(rows)


def _proposal(filing: Filing) -> dict[str, Any]:
    adjustments = Adjustment.objects.filter(filing=filing).order_by("pk")
    return {"row": carry([filing], without=HERE_ALONE)[0], "adjustments": carry(adjustments)}


def _line(one: SentFiling, hidden: set[int]) -> dict[str, Any]:
    """Of somebody with a sealed record the dossier stays behind; its hash tells that there is one."""
    dossier = {} if one.filing.person_id in hidden else one.dossier
    told = {"filing": one.filing_id, "position": one.position, "facts_hash": one.facts_hash}
    return {**told, "dossier": dossier, "dossier_hash": one.dossier_hash}


def lay_sending(content: dict[str, Any], origin: Organ) -> Placed:
    """Lay a list down here; once its dispatch stands, the clock of its article starts from the arrival."""
    bed = Bed(origin, allowed=ALLOWED, natural=NATURAL, once=frozenset({"commutation.adjustment"}), alike=ALIKE)
    bed.lay(content["rows"])
    for one in content["filings"]:
        _lay_proposal(bed, one)
    lay_levels(bed, content.get("levels", {}))
    lay_papers(bed, content.get("materials", ()))
    batch = Batch.objects.select_related("prison").get(pk=bed.here["commutation.batch", content["batch"]])
    if content["stage"] == Stage.FILING_COPY and not batch.sendings.filter(stage=Stage.CONSULTATION).exists():
        raise Unacceptable("这批的征求意见还没有导入。请先导入装有征求意见的包，再导入副本。")
    return Placed(f"/cases/batches/{batch.pk}/", lambda dispatch, at: _receive(content, bed, batch, dispatch, at))


def _lay_proposal(bed: Bed, told: dict[str, Any]) -> None:
    """What was sent changes only as an adjustment tells: those that are new here are made again, one by one."""
    whole, adjustments = told["row"], told["adjustments"]
    if bed.knows(whole):
        for one in adjustments:
            if not bed.knows(one):
                bed.lay([one, {**whole, "fields": _after(one["fields"])}])
        bed.lay([whole])
    else:
        bed.lay([whole, *adjustments])


def _after(adjusted: dict[str, Any]) -> dict[str, Any]:
    same = {name: adjusted[name] for name in ("months", "rights_months", "probation_until")}
    return {**same, "facts": adjusted["after"], "facts_hash": adjusted["hash_after"]}


def _receive(content: dict[str, Any], bed: Bed, batch: Batch, dispatch: Dispatch, at: datetime) -> None:
    filings = {line["filing"]: bed.here["commutation.filing", line["filing"]] for line in content["lines"]}
    rows = list(Filing.objects.filter(pk__in=filings.values()))
    parcel = Parcel(batch, Stage(content["stage"]), rows, dispatch.recipient, ACTOR, at, {})
    clocks = _start(parcel, dispatch, content)
    for clock, same in clocks:
        Filing.objects.filter(pk__in=[one.pk for one in same]).update(clock=clock)
    sending = Sending.objects.create(
        batch=batch, stage=parcel.stage, recipient=dispatch.recipient, dispatch=dispatch, clock=clocks[0][0],
        content_hash=dispatch.content_hash, people=len(content["lines"]), agreed_days=content["agreed_days"],
        platform_no=content["platform_no"], by=officer_of(*content["by"]), at=dispatch.sent_at,
    )  # fmt: skip
    lines = [
        SentFiling(
            sending=sending, filing_id=filings[one["filing"]], position=one["position"], facts_hash=one["facts_hash"],
            dossier=one["dossier"], dossier_hash=one["dossier_hash"],
        )
        for one in content["lines"]
    ]  # fmt: skip
    SentFiling.objects.bulk_create(lines, batch_size=1000)
    enqueue(topic="commutation.findings", key=f"findings:{sending.pk}", payload={"sending": sending.pk})


def _start(parcel: Parcel, dispatch: Dispatch, content: dict[str, Any]) -> list[tuple[Deadline, list[Filing]]]:
    """Each clock that runs here, and whose it is."""
    if parcel.stage == Stage.CONSULTATION:
        return [(open_consultation(parcel, dispatch, content["agreed_days"]), parcel.filings)]
    end_consultation(parcel)
    clocks = open_reviews(parcel, dispatch)
    return [
        (clock, [one for one in parcel.filings if review_of(one.kind).code == code]) for code, clock in clocks.items()
    ]
