"""Papers for tests, made by the service as their officers would."""

from __future__ import annotations

from itertools import count
from typing import Any

from procuratorate.documents import services
from procuratorate.documents.models import Paper
from procuratorate.documents.samples import Sample, samples
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.work.services import open_jobs, run_job
from tests.cast import Cast

SECRET = "金丝雀丁"
_keys = count(1)


def sample(label: str) -> Sample:
    return next(one for one in samples() if one.label == label)


def drafted(cast: Cast, who: str = "pei", **changed: Any) -> Paper:
    """A violation notice to 青岑监狱, drafted in the name of the 派出院."""
    told: dict[str, Any] = {
        "kind": "documents.violation", "organ": cast.suburb, "key": f"test:{next(_keys)}",
        "title": "纠正违法通知书（禁闭）", "facts": sample("纠正违法通知书").facts | {"paragraphs": [SECRET]},
    }  # fmt: skip
    with acting_as(BUILDER):
        actor = cast.actor(who)
    with acting_as(actor) as at:
        return services.draft(actor=actor, at=at, **told | changed)


def issued(cast: Cast, who: str = "pei", *, paper: Paper | None = None, **changed: Any) -> Paper:
    """The same, issued under the next number, or as told."""
    given = {name: changed.pop(name) for name in ("number", "word", "why") if name in changed} or {
        "word": "临城郊检纠违"
    }
    paper = paper or drafted(cast, who, **changed)
    with acting_as(BUILDER):
        actor = cast.actor(who)
    with acting_as(actor) as at:
        return services.issue(paper=paper, actor=actor, at=at, **given)


def printed(paper: Paper) -> Paper:
    """After the worker took up what waits."""
    for job in open_jobs():
        run_job(job_id=job)
    return stored(paper)


def stored(paper: Paper) -> Paper:
    with acting_as(BUILDER):
        found: Paper = Paper.objects.select_related("organ", "superseded_by").get(pk=paper.pk)
        return found
