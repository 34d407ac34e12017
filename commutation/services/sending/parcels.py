"""What goes: the batch locked, its list as it stands, nobody on it unseen or deferred."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from commutation.models import Batch, Filing
from commutation.selectors.levels import deferred_in
from commutation.selectors.snapshots import Snapshot, dossiers_now
from commutation.states import BATCH_MOVES, FilingState, Stage
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Refusal, Refused, Unacceptable
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.models import Organ, Pairing
from procuratorate.organs.reach import acting_as


@dataclass(frozen=True)
class Parcel:
    """What goes: the list as it stands, from whom to whom, when."""

    batch: Batch
    stage: Stage
    filings: list[Filing]
    office: Organ
    actor: Actor
    at: datetime
    dossiers: dict[int, Snapshot]

    @property
    def kinds(self) -> set[str]:
        return {filing.kind for filing in self.filings}

    @property
    def page(self) -> str:
        return f"/cases/batches/{self.batch.pk}/"


def resident_office(prison_id: int, on: date) -> Organ:
    """The body that supervises a prison that day."""
    pairing = Pairing.objects.on(on).filter(counterpart=prison_id).select_related("procuratorate").first()
    if pairing is None:
        raise Unacceptable("今天没有派驻检察机关与本监狱对应，发不出去。请检察院管理员登记派驻关系。")
    return pairing.procuratorate  # type: ignore[no-any-return]


def pack(batch: Batch, stage: Stage, actor: Actor, at: datetime) -> Parcel:
    """Lock the batch and take its list: lists committed meanwhile wait, and a second click finds it sent."""
    act, state = ("consult", FilingState.NOMINATED) if stage == Stage.CONSULTATION else ("file", FilingState.CONSULTED)
    locked = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if locked.state not in BATCH_MOVES[act].sources:
        raise Conflict(
            f"本批次现在是“{locked.get_state_display()}”，不能再办这一步。请回到批次页查看。", title=batch.title
        )
    rows = Filing.objects.filter(batch=batch, state=state).select_related("ward").select_for_update(of=("self",))
    filings = list(rows.order_by("ward__path", "number", "kind"))
    _demand_all_seen(batch, filings, state, act)
    if not filings:
        raise Unacceptable("名单上没有人，不能发送。")
    _demand_taken_up(batch, filings)
    office = resident_office(batch.prison_id, day_of(at))
    return Parcel(batch, stage, filings, office, actor, at, dossiers_now(filings))


def _demand_all_seen(batch: Batch, filings: list[Filing], state: FilingState, act: str) -> None:
    """Whoever is recused from somebody on the list does not see them, and would send the list without them."""
    with acting_as(service_actor("count_list")):
        standing = Filing.objects.filter(batch=batch, state=state).count()
    if standing != len(filings):
        why = "名单上有您须回避的人员，不能由您发送。请由其他有权发送的领导办理。"
        raise Refused(Refusal("recused", why), act=f"commutation.{act}", target=batch)


def _demand_taken_up(batch: Batch, filings: list[Filing]) -> None:
    """Whom a level deferred goes nowhere until it took them up again."""
    if waiting := deferred_in(batch, filings):
        names = "、".join(filing.name for filing in waiting[:5]) + ("等" if len(waiting) > 5 else "")
        raise Unacceptable(f"{names}{len(waiting)}人暂缓还没有再议，不能发送。请安排同级会议再议，或者办理退出。")
