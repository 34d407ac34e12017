"""How far filings have come through their levels, as their signed records say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from commutation.models import Batch, Deliberation, Filing, Sitting
from commutation.routes import OF_WARDS, Stop, stop_of, stops
from commutation.states.levels import PASSED, Outcome, SittingState

Decided = Mapping[str, str]  # level → the last signed outcome


def route_of(filing: Filing) -> tuple[Stop, ...]:
    """The levels of a filing, in order. Reads its ward and the organ above."""
    above = filing.ward.parent.kind if filing.ward.parent else ""
    return stops(filing.kind, filing.route, filing.ward.kind, above)


def next_stop(route: Iterable[Stop], decided: Decided) -> Stop | None:
    """The level a filing waits for: the first not passed; None once all are, or one refused it."""
    for stop in route:
        outcome = decided.get(stop.level)
        if outcome == Outcome.REFUSED:
            return None
        if outcome not in PASSED:
            return stop
    return None


def decided_in(batch: Batch, filings: Iterable[int] | None = None) -> dict[int, dict[str, str]]:
    """Filing → level → its last signed outcome. One query."""
    rows = Deliberation.objects.filter(sitting__batch=batch, sitting__state=SittingState.CLOSED)
    if filings is not None:
        rows = rows.filter(filing__in=filings)
    found: dict[int, dict[str, str]] = defaultdict(dict)
    ordered = rows.order_by("sitting__ordinal", "pk").values_list("filing", "sitting__level", "outcome")
    for filing, level, outcome in ordered:
        found[filing][level] = outcome
    return found


def deferred_in(batch: Batch, filings: Iterable[Filing]) -> list[Filing]:
    """Those a level deferred and has not taken up again. One query."""
    decided = decided_in(batch)
    return [one for one in filings if Outcome.DEFERRED in decided.get(one.pk, {}).values()]


def waiting_for(sitting: Sitting) -> list[Filing]:
    """Whom this sitting deals with: those whose next level it is, and those it has spoken of already. Two queries."""
    standing = Filing.objects.filter(batch=sitting.batch_id).standing().select_related("ward__parent")
    decided = decided_in(sitting.batch)
    spoken = set(sitting.deliberations.values_list("filing", flat=True))
    return [
        one
        for one in standing.order_by("ward__path", "number", "pk")
        if one.pk in spoken or (_is_of(sitting, one) and is_next(one, sitting.level, decided.get(one.pk, {})))
    ]


def is_next(filing: Filing, level: str, decided: Decided) -> bool:
    """Whether a filing waits for this very level."""
    route = route_of(filing)
    stop = next_stop(route, decided)
    return stop is not None and stop.level == level


def _is_of(sitting: Sitting, filing: Filing) -> bool:
    """A ward's meeting deals with the ward's own people."""
    if sitting.level not in OF_WARDS:
        return True
    return sitting.organ_id in (filing.ward_id, filing.ward.parent_id)


def stop_for(sitting: Sitting, filings: Iterable[Filing]) -> Stop | None:
    """The level of a sitting as its people's routes have it."""
    found = (stop_of(route_of(one), sitting.level) for one in filings)
    return next((stop for stop in found if stop), None)


def signed_levels(filing: Filing) -> list[Deliberation]:
    """What was said of somebody in the sittings that are closed and signed, in order."""
    rows = Deliberation.objects.filter(filing=filing, sitting__state=SittingState.CLOSED).select_related("sitting")
    return list(rows.order_by("sitting__held_on", "pk"))
