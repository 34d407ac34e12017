"""What of this field stands open for an inmate who is to leave."""

from __future__ import annotations

from commutation.models import Filing
from commutation.states import FilingState
from prisons.events import Obstacle
from prisons.models import Inmate
from procuratorate.custody.states import Ended

OURS = frozenset({FilingState.NOMINATED, FilingState.CONSULTED})  # still the prison's to take off its list


def standing_against(inmate: Inmate, kind: Ended) -> list[Obstacle]:
    """Each open filing. A transfer waits until the prison has taken it off its own list; nothing holds up a release."""
    rows = Filing.objects.open().filter(inmate=inmate).select_related("batch")
    return [_obstacle(filing, kind) for filing in rows]


def _obstacle(filing: Filing, kind: Ended) -> Obstacle:
    what = f"已在{filing.batch.title}提请{filing.get_kind_display()}（{filing.get_state_display()}）"
    url = f"/batches/{filing.batch_id}/people/?q={filing.number}"
    if filing.state not in OURS:
        return Obstacle(f"{what}，尚未办结，请告知办案机关", f"/batches/{filing.batch_id}/people/{filing.pk}/")
    if kind == Ended.TRANSFERRED:
        return Obstacle(f"{what}，先在名单中办理退出，再登记调出", url, blocks=True)
    return Obstacle(f"{what}，登记后请在名单中办理退出", url)
