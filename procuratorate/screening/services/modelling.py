"""Models and their versions: drafted by one person, approved by another, then as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ
from procuratorate.screening.fields import FIELDS, Field
from procuratorate.screening.judging import digests
from procuratorate.screening.models import SupervisionModel, Version
from procuratorate.screening.permissions import may_approve, may_draft, may_edit, may_retire
from procuratorate.screening.states import VERSION_MOVES, VersionState

FIRST_YEAR = 1990


@dataclass(frozen=True)
class Terms:
    """What a version asks: rules, kinds, years, places (none: all within reach), and from how much on."""

    rules: Sequence[str]
    kinds: Sequence[int]
    since: int = FIRST_YEAR
    until: int | None = None
    sites: Sequence[int] = ()
    slack: int = 0
    note: str = ""


@transaction.atomic
def draft_model(*, code: str, title: str, aim: str, terms: Terms, actor: Actor, at: datetime) -> Version:
    """Found a model with its first version. Raises Unacceptable where the title is taken or the terms do not hold."""
    demand(may_draft(actor), act="screening.draft_model")
    organ = Organ.objects.select_related("house").get(pk=actor.organ_id)
    house = organ.house or organ
    if SupervisionModel.objects.filter(organ=house, title=title.strip()).exists():
        why = "本院已有同名的模型，请换一个名称，或在原模型另起一版。"
        raise Unacceptable(why, fields={"title": why})
    _demand_sound(FIELDS[code], terms)
    model = SupervisionModel.objects.create(
        organ=house, field=code, title=title.strip(), aim=aim.strip(), by_id=signer(actor), at=at
    )
    made = _put(model, 1, terms, actor, at)
    record(actor=actor, act="screening.draft_model", target=model)
    return made


def edit_version(*, version: Version, terms: Terms, actor: Actor, at: datetime) -> None:
    """Change a draft."""
    demand(may_edit(actor, version), act="screening.edit_version", target=version)
    _demand_sound(FIELDS[version.model.field], terms)
    changed = Version.objects.filter(pk=version.pk, state=VersionState.DRAFT).update(**_told(terms))
    if not changed:
        raise Conflict("这一版已经送审或者批准，不能再改。请刷新后另起一版。", title=str(version))
    record(actor=actor, act="screening.edit_version", target=version)


@transaction.atomic
def new_version(*, model: SupervisionModel, actor: Actor, at: datetime) -> Version:
    """Begin the next version as a copy of the last. Raises Unacceptable while one is still a draft."""
    last = model.versions.select_related("model").latest("number")
    demand(may_draft(actor), act="screening.new_version", target=model)
    if last.state in (VersionState.DRAFT, VersionState.SUBMITTED):
        raise Unacceptable(f"第{last.number}版还在{last.get_state_display()}，先办完再另起一版。")
    terms = Terms(last.rules, last.kinds, last.since, last.until, last.sites, last.slack, last.note)
    made = _put(model, last.number + 1, terms, actor, at)
    record(actor=actor, act="screening.new_version", target=made)
    return made


def submit_version(*, version: Version, actor: Actor, at: datetime) -> None:
    """Put a draft to a second person."""
    demand(may_edit(actor, version), act="screening.submit_version", target=version)
    move(version, "submit", VERSION_MOVES)
    record(actor=actor, act="screening.submit_version", target=version)


def approve_version(*, version: Version, actor: Actor, at: datetime) -> None:
    """Approve; the rules are hashed as they stand, so that a later change of one is seen."""
    demand(may_approve(actor, version), act="screening.approve_version", target=version)
    hashed = digests(FIELDS[version.model.field], version.rules)
    move(version, "approve", VERSION_MOVES, approved_by_id=signer(actor), approved_at=at, digests=hashed)
    record(actor=actor, act="screening.approve_version", target=version, detail={"rules": len(hashed)})


def send_back_version(*, version: Version, reason: str, actor: Actor, at: datetime) -> None:
    """Return it to its drafter, with a reason."""
    demand(may_approve(actor, version), act="screening.send_back_version", target=version)
    if not reason.strip():
        raise Unacceptable("请写明退回的理由。", fields={"reason": "请写明理由"})
    move(version, "send_back", VERSION_MOVES, note=f"退回：{reason.strip()}"[:300])
    record(actor=actor, act="screening.send_back_version", target=version, reason=reason)


def retire_version(*, version: Version, reason: str, actor: Actor, at: datetime) -> None:
    """Take it out of use; its runs and clues stay."""
    demand(may_retire(actor, version), act="screening.retire_version", target=version)
    move(version, "retire", VERSION_MOVES)
    record(actor=actor, act="screening.retire_version", target=version, reason=reason)


def _put(model: SupervisionModel, number: int, terms: Terms, actor: Actor, at: datetime) -> Version:
    made: Version = Version.objects.create(model=model, number=number, by_id=signer(actor), at=at, **_told(terms))
    return made


def _told(terms: Terms) -> dict[str, object]:
    return {
        "rules": sorted(set(terms.rules)), "kinds": sorted(set(terms.kinds)), "since": terms.since,
        "until": terms.until, "sites": sorted(set(terms.sites)), "slack": terms.slack, "note": terms.note.strip()[:300],
    }  # fmt: skip


def _demand_sound(field: Field, terms: Terms) -> None:
    """Known rules about one of the kinds, kinds that may be screened at all, years in order."""
    wrong: dict[str, str] = {}
    kinds = {one.code for one in field.kinds if one.is_screened}
    if not terms.kinds or set(terms.kinds) - kinds:
        wrong["kinds"] = "请选至少一个案件种类。"
    about = {rule.code for rule in field.rules if set(rule.asks) & set(terms.kinds)}
    if not terms.rules or set(terms.rules) - about:
        wrong["rules"] = "请选至少一条规则；每条规则须适用于所选的种类。"
    if terms.until and terms.until < terms.since:
        wrong["until"] = "止年早于起年，请改正。"
    if wrong:
        raise Unacceptable("模型还不完整。", fields=wrong)
