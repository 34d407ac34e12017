"""A dossier as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from prisons.models import Account, Commendation, ConductPeriod, Departure, Inmate, Punishment
from prisons.permissions import WARDS, may_edit, may_register_departure, may_register_return
from prisons.selectors import missing_words, term_words
from procuratorate.custody.models import (
    Alias,
    Correction,
    Custody,
    Judgment,
    OfCategory,
    PropertyItem,
    SentenceChange,
    Vulnerability,
)
from procuratorate.custody.permissions import reads_sealed
from procuratorate.custody.states import Vulnerable
from procuratorate.lib import identifiers
from procuratorate.lib.cells import years_and_months
from procuratorate.organs.actors import Actor

SEALED_PARTS = ("判决", "罪行", "罪犯类别")  # of the corrections, to whom the record is not open
MEDICAL = {Vulnerable.ILL, Vulnerable.PREGNANT}
DATES = (
    ("first_custody_on", "首次羁押"),
    ("starts_on", "刑期起"),
    ("ends_on", "刑期止（原判）"),
    ("ends_now", "刑期止（现）"),
    ("delivered_on", "送监"),
    ("admitted_on", "入监"),
    ("transferred_in_on", "调入"),
    ("suspension_ends_on", "死缓期满"),
)


@dataclass(frozen=True)
class Fact:
    """A label and its value; `lacks` says why there is none: 缺 (declared missing) or 未填."""

    label: str
    value: str
    lacks: str = ""
    note: str = ""


@dataclass(frozen=True)
class Dossier:
    """Everything on the page of one inmate."""

    inmate: Inmate
    identity: Sequence[Fact]
    terms: Sequence[Fact]
    aliases: Sequence[Alias]
    categories: Sequence[OfCategory]
    vulnerabilities: Sequence[Vulnerability]
    judgments: Sequence[Judgment]
    reads_sealed: bool
    changes: Sequence[Mapping[str, Any]]
    property: Sequence[PropertyItem]
    conduct: Sequence[ConductPeriod]
    commendations: Sequence[Commendation]
    punishments: Sequence[Punishment]
    accounts: Sequence[Account]
    custodies: Sequence[Custody]
    corrections: Sequence[Correction]
    completeness: int
    missing: Sequence[str]
    may_edit: bool
    departures: Sequence[Departure]
    may_leave: bool
    may_come_back: bool


def dossier_of(inmate: Inmate, actor: Actor, on: date) -> Dossier:
    """Read an inmate's dossier: the same number of queries for every inmate."""
    person = inmate.person_id
    kinds = Vulnerability.objects.filter(person_id=person).order_by("since")
    if actor.role in WARDS:
        kinds = kinds.exclude(kind__in=MEDICAL)
    open_to = reads_sealed(actor, inmate.person)
    sealed = not open_to and Judgment.objects.filter(person_id=person, is_sealed=True).exists()
    corrections = Correction.objects.filter(person_id=person).select_related("officer")
    if sealed:
        corrections = corrections.exclude(section__in=SEALED_PARTS)
    departures = list(Departure.objects.filter(inmate=inmate).select_related("receiver", "by", "returned_by"))
    return Dossier(
        inmate=inmate,
        identity=list(_identity(inmate, on)),
        terms=list(_terms(inmate, on)),
        aliases=list(Alias.objects.filter(person_id=person)),
        categories=[] if sealed else list(OfCategory.objects.filter(person_id=person).order_by("code")),
        vulnerabilities=list(kinds),
        reads_sealed=open_to,
        judgments=list(Judgment.objects.filter(person_id=person).prefetch_related("offences")),
        changes=[_change(row) for row in SentenceChange.objects.filter(person_id=person)],
        property=list(PropertyItem.objects.filter(person_id=person)),
        conduct=list(ConductPeriod.objects.filter(inmate=inmate)),
        commendations=list(Commendation.objects.filter(inmate=inmate)),
        punishments=list(Punishment.objects.filter(inmate=inmate)),
        accounts=list(Account.objects.filter(inmate=inmate).order_by("-month")[:12]),
        custodies=list(Custody.objects.filter(person_id=person).select_related("organ").order_by("since")),
        corrections=list(corrections[:30]),
        completeness=inmate.completeness,
        missing=missing_words(inmate.missing),
        may_edit=may_edit(actor, inmate) is None,
        departures=departures,
        may_leave=may_register_departure(actor, inmate) is None,
        may_come_back=bool(departures) and may_register_return(actor, departures[0]) is None,
    )


def _identity(inmate: Inmate, on: date) -> Iterable[Fact]:
    """No ethnicity here: it prints only under a statutory head (practice.md §5.1)."""
    person = inmate.person
    yield _fact("性别", person.get_sex_display())
    yield _fact("出生日期", person.born_on, note=_age(person.born_on, on))
    yield _fact(person.get_id_kind_display(), identifiers.masked(person.id_number))
    yield _fact("身份状态", person.get_identity_display())
    yield _fact("户籍地", person.domicile)
    yield _fact("居住地", person.address, lacks="")
    yield Fact("国籍", person.nationality)
    yield _fact("文化程度", person.education, lacks="")
    yield _fact("捕前职业", person.occupation, lacks="")
    yield _fact("原职级", person.former_rank, lacks="")


def _terms(inmate: Inmate, on: date) -> Iterable[Fact]:
    sentence = inmate.sentence
    yield _fact("原判刑期", term_words(sentence))
    if sentence is None:
        return
    rights = "终身" if sentence.rights_for_life else years_and_months(sentence.rights_months)
    yield Fact("剥夺政治权利", rights or "无")
    for name, label in DATES:
        value = getattr(sentence, name)
        note = f"余 {(value - on).days} 日" if name == "ends_now" and value else ""
        if value or name not in {"transferred_in_on", "suspension_ends_on"}:
            yield _fact(label, value, lacks="缺" if name in sentence.absent else "未填", note=note)
    if sentence.from_where:
        yield Fact("原押单位", sentence.from_where)
    if sentence.credit_days:
        yield Fact("折抵", f"{sentence.credit_days} 日")


def _change(row: SentenceChange) -> dict[str, Any]:
    def told(name: str) -> Fact:
        return _fact(name, getattr(row, name), lacks="缺" if name in row.absent else "未填")

    less = years_and_months(row.months) + (f"{row.days}日" if row.days else "")
    new = (row.get_new_kind_display() if row.new_kind else "") + years_and_months(row.new_months)
    return {
        "row": row,
        "dates": [told(name) for name in ("filed_on", "ruled_on", "served_on")],
        "less": less,
        "new": new,
    }


def _fact(label: str, value: Any, lacks: str = "未填", note: str = "") -> Fact:
    words = value.isoformat() if isinstance(value, date) else str(value or "")
    return Fact(label, words or ("" if lacks else "—"), "" if words else lacks, note if words else "")


def _age(born: date | None, on: date) -> str:
    return f"{on.year - born.year - ((on.month, on.day) < (born.month, born.day))} 岁" if born else ""
