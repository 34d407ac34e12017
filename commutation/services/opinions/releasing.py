"""The first lines of a 出监告知表, from the dossier and the ruling; a person fills in the rest."""

from __future__ import annotations

from commutation.models import Filing, Ruling
from commutation.release import lines_of
from commutation.selectors.snapshots import dossiers_now
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ

SEALED = "犯罪记录封存"


def release_lines(filing: Filing, ruling: Ruling | None, addressee: Organ, actor: Actor, day: str) -> str:
    """What is known of the columns. A sealed offence is not told."""
    person = filing.person
    snapshot = dossiers_now([filing]).get(filing.inmate_id)
    dossier = snapshot.facts if snapshot else {}
    until = (ruling.ends_on if ruling else None) or filing.probation_until
    offence = SEALED if dossier.get("is_sealed") else str(dossier.get("offence") or "")
    return lines_of(
        {
            "被告知单位": addressee.name,
            "交付执行机关": filing.prison.name,
            "姓名": filing.name,
            "性别": str(person.get_sex_display()),
            "出生日期": str(person.born_on or ""),
            "原判罪名": offence,
            "原判刑期": str(filing.facts.get("term", "")),
            "刑期截止": str(dossier.get("ends_now") or filing.facts.get("ends_on", "")),
            "变更执行种类": str(filing.get_kind_display()),
            "监督考察期限": f"至{until}" if until else "",
            "居住地址": person.address,
            "填表单位": actor.organ_name,
            "填表人": actor.name,
            "填表日期": day,
        }
    )
