"""Founding an empty site: organs from a file, the first administrator. Both may be run again with the same effect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.names import normalise, search_keys
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.edits import keep
from procuratorate.organs.models import Assignment, Officer, Organ, Pairing
from procuratorate.organs.permissions import why_not_pair, why_not_post
from procuratorate.organs.secrets import initial_password
from procuratorate.organs.services import credentials
from procuratorate.organs.services.tree import plant
from procuratorate.organs.sheets import OrganRow
from procuratorate.organs.states import Role

PLAIN = ("name", "level", "region", "acts_for_basis", "email")


@transaction.atomic
def load_organs(*, rows: Iterable[OrganRow]) -> Counter[str]:
    """Bring organs and pairings in line with the rows of a file; returns how many were made, changed or the same.

    Raises Unacceptable, and keeps nothing, when a row contradicts what is stored.
    """
    wanted, counts = list(rows), Counter[str]()
    for row in wanted:
        counts[_one(row)] += 1
    codes = {organ.code: organ for organ in Organ.objects.all()}
    for row in wanted:
        if row.acts_for and codes[row.code].acts_for_id != codes[row.acts_for].pk:
            Organ.objects.filter(code=row.code).update(acts_for=codes[row.acts_for])
        if row.supervised_by:
            counts["paired"] += _pair(codes[row.supervised_by], codes[row.code], row)
    record(actor=BUILDER, act="organs.load_organs", detail=dict(counts))
    return counts


@transaction.atomic
def first_administrator(*, organ: Organ, number: str, name: str, on: date) -> tuple[Officer, str]:
    """The administrator of a site that has no officer yet, with a one-time password. Raises Unacceptable otherwise."""
    if Officer.objects.exists():
        raise Unacceptable("本站已有人员，不能再建首任管理员。请由现任管理员新建，或重置其密码。")
    if why := why_not_post(organ, Role.ADMINISTRATOR, []):
        raise Unacceptable(why)
    password = initial_password()
    officer = Officer(number=number.strip().upper(), name=normalise(name))
    officer.initials = " ".join(search_keys(officer.name).initials)[:30]
    keep(officer)
    credentials.store(officer=officer, password=password, initial=True)
    Assignment.objects.create(officer=officer, organ=organ, role=Role.ADMINISTRATOR, since=on, basis="首任管理员")
    record(actor=BUILDER, act="organs.first_administrator", target=officer)
    return officer, password


def _one(row: OrganRow) -> str:
    """Make or change one organ; "made", "changed" or "same"."""
    values = _values(row)
    stored = Organ.objects.select_related("parent").filter(code=row.code).first()
    if stored is None:
        parent = Organ.objects.filter(code=row.parent).first() if row.parent else None
        plant(Organ(code=row.code, kind=row.kind, parent=parent, since=row.since, **values))
        return "made"
    if stored.kind != row.kind or (stored.parent.code if stored.parent else None) != row.parent:
        raise Unacceptable(
            f"第 {row.number} 行：{stored} 已在系统中，种类和上级不能改。请改用新代码，或在页面上撤销后另建。"
        )
    changed = [name for name, value in values.items() if getattr(stored, name) != value]
    for name in changed:
        setattr(stored, name, values[name])
    if changed:
        keep(stored)
    return "changed" if changed else "same"


def _values(row: OrganRow) -> dict[str, Any]:
    plain = {name: row.values[name] or "" for name in PLAIN}
    return plain | {"short_name": row.short_name or row.name[:30], "issues_papers": bool(row.issues_papers)}


def _pair(body: Organ, site: Organ, row: OrganRow) -> int:
    """One when a pairing was made, none when it was there already."""
    if Pairing.objects.filter(procuratorate=body, counterpart=site, until=None).exists():
        return 0
    if why := why_not_pair(body, site, max(body.since, site.since)):
        raise Unacceptable(f"第 {row.number} 行：{why}")
    level = (body.house or body).level or Pairing._meta.get_field("level").default
    pairing = Pairing(procuratorate=body, counterpart=site, since=max(body.since, site.since), level=level)
    try:
        keep(pairing)
    except Unacceptable as error:
        raise Unacceptable(f"第 {row.number} 行：{error.message}") from error
    return 1
