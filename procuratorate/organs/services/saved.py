"""How an officer reads a list: filters under a name, what it opens with, which columns stand in it."""

from __future__ import annotations

from django.db import transaction
from django.http import QueryDict

from procuratorate.audit.services import record
from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Officer, SavedView
from procuratorate.organs.states import LISTS

MOST = 20  # of one officer on one list
NOT_KEPT = ("q", "page")  # a search names somebody, a page number is no filter


def save_view(*, actor: Actor, page: str, name: str, query: str, shared: bool) -> SavedView:
    """Keep the filters of a list under a name; the same name again replaces them. What was searched for is not kept."""
    name, kept = name.strip(), kept_of(query)
    _demand_list(page)
    if not name or len(name) > 40:
        raise Unacceptable("请为视图起一个 40 字以内的名称。", fields={"name": "1 至 40 字"})
    if not kept or len(kept) > 500:
        raise Unacceptable("现在没有筛选条件，或者条件过多。请先选好筛选条件，再保存。")
    mine = SavedView.objects.filter(officer_id=actor.officer_id or 0, page=page)
    with transaction.atomic():
        if mine.exclude(name=name).count() >= MOST:
            raise Unacceptable(f"这一页已有 {MOST} 个视图。请先删去不用的。")
        found, _ = SavedView.objects.update_or_create(
            officer_id=actor.officer_id or 0,
            page=page,
            name=name,
            defaults={"query": kept, "shared_with_id": actor.organ_id if shared else None},
        )
        record(actor=actor, act="organs.save_view", target=found)
    return found


def drop_view(*, actor: Actor, officer: Officer, page: str, name: str) -> None:
    """Throw one's own view away, and open the list without it; gone already is gone."""
    view = SavedView.objects.filter(officer_id=officer.pk, page=page, name=name).first()
    if view is None:
        return
    view.delete()
    if officer.habit(page)["opens"] == view.query:
        open_with(actor=actor, officer=officer, page=page, query="")


def open_with(*, actor: Actor, officer: Officer, page: str, query: str) -> None:
    """The filters with which the rail opens a list from now on; none: all of it."""
    _demand_list(page)
    kept = kept_of(query)
    if len(kept) > 500:
        raise Unacceptable("条件过多，请减少一些再设。")
    _keep(actor, officer, page, opens=kept)


def show_columns(*, actor: Actor, officer: Officer, page: str, shown: list[str]) -> None:
    """The columns of a list one wants to see; those that name the row and its clock always stay."""
    _demand_list(page)
    _keep(actor, officer, page, hidden=[code for code in LISTS[page] if code not in shown])


def kept_of(query: str) -> str:
    """The filters of an address's query, without what is empty, searched or turned to."""
    given = QueryDict(query.replace("\0", ""), mutable=True)
    for key in list(given):
        given.setlist(key, [one for one in given.getlist(key) if one and key not in NOT_KEPT])
    return given.urlencode()


def _demand_list(page: str) -> None:
    if page not in LISTS:
        raise Unacceptable("这一页没有常用视图。")


def _keep(actor: Actor, officer: Officer, page: str, **habit: str | list[str]) -> None:
    officer.lists = officer.lists | {page: officer.habit(page) | habit}
    officer.save(update_fields=["lists"])
    record(actor=actor, act="organs.set_list", target=officer, detail={"page": page})
