"""A centre's day that crosses a gateway: the seven items as told, the agreed list, and the stays that changed.

Goes along whoever was registered or changed since the telling before; with the first, everybody. A row comes again
under the key it got here (`Carried`), and takes the new values. Organs that handle cases are known by code.
Findings, drafts and corrections stay where they were made.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from detention.models import DailyFeed, Detainee, SharedList, Stage, StageAct
from detention.services.judging import judge_many_later
from detention.services.sharing import TOPIC
from detention.states import ListState, Source
from procuratorate.custody.models import Custody, Person
from procuratorate.deadlines.models import Deadline, Extension, Pause
from procuratorate.dispatch.models import Carried, Dispatch
from procuratorate.dispatch.packets.registry import Placed
from procuratorate.dispatch.packets.transplant import Bed, carry, officer_of
from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.models import Organ
from procuratorate.work.services import enqueue

NATURAL = {"custody.person": ("id_kind", "id_number"), "custody.custody": ("organ_id", "number"),
           "detention.detainee": ("centre_id", "number")}  # fmt: skip
ALLOWED = [
    model._meta.label_lower
    for model in (Person, Custody, Detainee, Stage, StageAct, Deadline, Extension, Pause)
]  # fmt: skip
# What means something on one site alone: papers and dispatches of the centre, who in person registered it.
HERE_ALONE = frozenset({"handler", "paper", "dispatch", "by", "counterpart"})
LATER = frozenset({"stage"})


def pack_feed(dispatch: Dispatch) -> dict[str, Any]:
    """What goes beside the dispatch of a day."""
    feed = DailyFeed.objects.select_related("centre", "shared_list", "by").get(dispatch=dispatch)
    before = DailyFeed.objects.filter(centre=feed.centre, pk__lt=feed.pk).order_by("-pk").first()
    stays = Detainee.objects.filter(centre=feed.centre)
    if before is not None:
        stays = stays.filter(changed_at__gt=before.at)
    return {
        "on": feed.on, "items": feed.items, "why": feed.why, "source": feed.source, "rows_told": feed.rows,
        "digest": feed.digest, "absent": feed.absent, "at": feed.at, "centre": feed.centre.code,
        "by": [feed.by.number, feed.by.name] if feed.by else None, "corrects": feed.corrects_id is not None,
        "list": _list(feed.shared_list), **_stays(list(stays.select_related("stage"))),
    }  # fmt: skip


def _list(agreed: SharedList) -> dict[str, Any]:
    told = {"version": agreed.version, "items": agreed.items, "hour": agreed.hour}
    return told | {"centre_signed_at": agreed.centre_signed_at, "office_signed_at": agreed.office_signed_at}


def _stays(stays: list[Detainee]) -> dict[str, Any]:
    """Rows in the order of their keys, and which clock and organ belongs to which stage."""
    stages = list(Stage.objects.filter(detainee__in=stays).select_related("handler").order_by("pk"))
    acts = list(StageAct.objects.filter(stage__in=stages).order_by("pk"))
    clocks = {one.clock_id for one in stages if one.clock_id} | {one.clock_id for one in acts if one.clock_id}
    rows = carry(Person.objects.filter(pk__in=[one.person_id for one in stays]))
    rows += carry(Custody.objects.filter(pk__in=[one.custody_id for one in stays]))
    rows += carry(stays, without=HERE_ALONE | LATER)
    rows += carry(Deadline.objects.filter(pk__in=clocks), without=HERE_ALONE | {"address"})
    for model in (Extension, Pause):
        rows += carry(model._base_manager.filter(deadline__in=clocks), without=HERE_ALONE)
    return {
        "rows": rows,
        "stages": [_stage(one) for one in stages],
        "acts": carry(acts, without=HERE_ALONE),
        "running": {str(one.pk): one.stage_id for one in stays},
    }


def _stage(stage: Stage) -> dict[str, Any]:
    return {"row": carry([stage], without=HERE_ALONE)[0], "handler": stage.handler.code}


def lay_feed(content: dict[str, Any], origin: Organ) -> Placed:
    """Lay a day down here; it stands once its dispatch stands."""
    bed = Bed(origin, allowed=ALLOWED, natural=NATURAL, once=frozenset({"detention.stageact"}))
    bed.lay(content["rows"])
    _lay_stages(bed, content)
    centre = Organ.objects.get(code=content["centre"], path__startswith=origin.path)
    page = f"/detainees/feed/{centre.pk}/{content['on']}/"
    return Placed(page, lambda dispatch, at: _receive(content, bed, centre, dispatch, at))


def _lay_stages(bed: Bed, content: dict[str, Any]) -> None:
    """A stage names the organ that handles it, which is not of the house that sends: looked up by its code."""
    handlers = {one.code: one for one in Organ.objects.filter(code__in={told["handler"] for told in content["stages"]})}
    for told in content["stages"]:
        handler = handlers.get(told["handler"])
        if handler is None:
            raise Unacceptable(f"本站没有代码为 {told['handler'][:30]} 的办案机关。请管理员先建立，再重新导入。")
        _lay_stage(bed, told, handler)
    bed.lay(content["acts"])
    for stay, stage in content["running"].items():
        here, running = bed.here["detention.detainee", int(stay)], bed.here.get(("detention.stage", stage or 0))
        Detainee.objects.filter(pk=here).update(stage=running)
        Deadline.objects.filter(pk__in=Stage.objects.filter(detainee=here).values("clock")).update(
            address=f"/detainees/{here}/"
        )


def _lay_stage(bed: Bed, told: dict[str, Any], handler: Organ) -> None:
    there, row = told["row"]["id"], bed.read("detention.stage", told["row"]["fields"])
    carried = Carried.objects.filter(origin=bed.origin, model="detention.stage", there=there)
    row.handler, row.pk = handler, carried.values_list("here", flat=True).first()  # type: ignore[attr-defined]
    if row.pk and not Stage.objects.filter(pk=row.pk, detainee__centre__path__startswith=bed.origin.path).exists():
        raise Unacceptable("包内有其他单位的办案环节，没有接收。请发件单位核对后重新制作。")
    row.save()
    carried.get_or_create(origin=bed.origin, model="detention.stage", there=there, defaults={"here": row.pk})
    bed.here["detention.stage", there] = row.pk


def _receive(content: dict[str, Any], bed: Bed, centre: Organ, dispatch: Dispatch, at: datetime) -> None:
    agreed = _agreed(content["list"], centre, dispatch)
    told = DailyFeed.objects.filter(centre=centre, on=content["on"]).order_by("-pk").first()
    if (told is not None) != content["corrects"]:
        raise Unacceptable("这一天前一次的七项还没有导入，或者已经导入过。请按次序导入交换包。")
    DailyFeed.objects.create(
        centre=centre, shared_list=agreed, on=content["on"], items=content["items"], corrects=told, why=content["why"],
        source=Source.PACKET, rows=content["rows_told"], digest=content["digest"], absent=content["absent"],
        dispatch=dispatch, by=officer_of(*content["by"]) if content["by"] else None, at=content["at"],
    )  # fmt: skip
    ids = [here for (model, _), here in bed.here.items() if model == "detention.detainee"]
    judge_many_later(ids, f"packet:{dispatch.pk}")
    enqueue(topic=TOPIC, key=f"packet:{dispatch.pk}", payload={"centre": centre.pk})


def _agreed(told: dict[str, Any], centre: Organ, dispatch: Dispatch) -> SharedList:
    """The version in force at the centre, as both signed it there; a newer one here stays."""
    stored: SharedList | None = SharedList.objects.filter(centre=centre, version=told["version"]).first()
    if stored is not None:
        return stored
    SharedList.objects.filter(centre=centre, state=ListState.IN_FORCE).update(state=ListState.REPLACED)
    made: SharedList = SharedList.objects.create(
        centre=centre, office=dispatch.recipient, state=ListState.IN_FORCE, **told
    )
    return made
