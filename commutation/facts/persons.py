"""Who it is, as far as the law asks: categories, age, rank, offences. A category nobody registered is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commutation.facts.sources import Dossier, Sources, day
from commutation.models import Filing
from commutation.ranks import rank_of
from procuratorate.custody.states import Category, Identity, Precision, SentenceKind, Vulnerable

FLAGS = {
    "duty": Category.A1,
    "finance": Category.A2,
    "gang": Category.A3,
    "state_security": Category.A4,
    "terror": Category.A5,
    "drug": Category.A6,
    "repeat_offender": Category.A7,
    "eight": Category.B,
    "two_tens": Category.C1,
    "chapter_eight": Category.G,
}
LONG = 120  # months: 十年以上


def person_facts(filing: Filing, sources: Sources) -> dict[str, Any]:
    dossier = sources.dossiers[filing.pk]
    codes = set(dossier.get("categories") or ())
    kinds = set(dossier.get("vulnerabilities") or ())
    official = bool(codes & {Category.A1, Category.G})
    return {
        **{name: code in codes for name, code in FLAGS.items()},
        "eight_ten": _eight_ten(dossier) if Category.B in codes else False,
        "joined": len(dossier.get("offences") or ()) > 1,
        "functionary": official,
        "rank": rank_of(dossier.get("former_rank") or "", official=official),
        "prior_sealed": filing.person_id in sources.sealed,
        "born_on": day(dossier.get("born_on")) if dossier.get("born_precision") == Precision.DAY else None,
        "infirm": None if Vulnerable.DEPENDENT in kinds else False,  # who needs care is found by an appraisal
        "disabled": Vulnerable.DISABLED in kinds,
        "identity_known": dossier.get("identity") == Identity.VERIFIED if dossier.get("identity") else None,
    }


def _eight_ten(dossier: Dossier) -> bool | None:
    """Ten years or more for one of the eight offences alone; with several offences each needs its own term."""
    if dossier.get("sentence_kind") in (SentenceKind.LIFE, SentenceKind.SUSPENDED_DEATH):
        return True
    offences: list[Mapping[str, Any]] = dossier.get("offences") or []
    terms = [one.get("months") for one in offences]
    if len(offences) <= 1:
        terms = [dossier.get("sentence_months")]
    if any(term is not None and term >= LONG for term in terms):
        return True
    return None if None in terms else False
