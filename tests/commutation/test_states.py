"""Every act in every state: it leads where the table says, or it is refused and nothing moved."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Model

from commutation.models import Batch, Filing, Upload
from commutation.states import (
    BATCH_MOVES,
    FILING_MOVES,
    SENT_FILINGS,
    UPLOAD_MOVES,
    BatchState,
    FilingState,
    Stage,
    UploadState,
)
from procuratorate.lib.errors import Conflict
from procuratorate.lib.moves import move
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import MOMENT, filings, inmates, row

pytestmark = pytest.mark.django_db

BATCH_FIELDS = {state: {"sent_at": MOMENT if state in ("consulting", "filed") else None} for state in BatchState}
BATCH_FIELDS[BatchState.FILED] |= {"filed_at": MOMENT, "platform_no": "平台1号"}
FILING_FIELDS: dict[FilingState, dict[str, Any]] = {state: {} for state in FilingState}
FILING_FIELDS[FilingState.DROPPED] = {"drop_reason": "余刑不足", "drop_step": "wards", "dropped_at": MOMENT}
FILING_FIELDS |= {state: {"sent_at": MOMENT} for state in SENT_FILINGS}
ACT_FIELDS = {
    "consult": {"sent_at": MOMENT},
    "file": {"filed_at": MOMENT},
    "drop": {"drop_reason": "余刑不足", "drop_step": "wards", "dropped_at": MOMENT},
}


def walk(made: Model, state: str, fields: dict[str, Any], act: str, table: Any, told: dict[str, Any]) -> None:
    manager = type(made)._default_manager
    manager.filter(pk=made.pk).update(state=state, **fields)
    made.refresh_from_db()
    if state in table[act].sources:
        move(made, act, table, **told)
        assert made.state == table[act].target  # type: ignore[attr-defined]
    else:
        with pytest.raises(Conflict):
            move(made, act, table, **told)
        assert manager.values_list("state", flat=True).get(pk=made.pk) == state


@pytest.mark.parametrize("act", BATCH_MOVES)
@pytest.mark.parametrize("state", list(BatchState))
def test_a_batch_moves_only_as_its_table_says(batch: Batch, state: BatchState, act: str) -> None:
    told = ACT_FIELDS.get(act, {}) | ({"platform_no": "平台1号"} if act == "file" else {})
    with acting_as(BUILDER):
        walk(batch, state, BATCH_FIELDS[state], act, BATCH_MOVES, told)


@pytest.mark.parametrize("act", FILING_MOVES)
@pytest.mark.parametrize("state", list(FilingState))
def test_a_filing_moves_only_as_its_table_says(
    cast: Cast, batch: Batch, upload: Any, state: FilingState, act: str
) -> None:
    filing = nominated(cast, batch, upload)
    with acting_as(BUILDER):
        walk(filing, state, FILING_FIELDS[state], act, FILING_MOVES, ACT_FIELDS.get(act, {}))


@pytest.mark.parametrize("act", UPLOAD_MOVES)
@pytest.mark.parametrize("state", list(UploadState))
def test_an_upload_moves_only_as_its_table_says(cast: Cast, batch: Batch, state: UploadState, act: str) -> None:
    with acting_as(BUILDER):
        made = Upload.objects.create(batch=batch, organ=cast.qingcen, by=cast.tang)
        walk(made, state, {}, act, UPLOAD_MOVES, {})


def nominated(cast: Cast, batch: Batch, upload: Any, count: int = 1) -> Filing:
    found = upload(batch, [row(one) for one in inmates(cast.ward1, count)])
    assert sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/").status_code == 302
    return filings(batch)[0]


ACTS = {
    "prepare": ("shen", {}),
    "reopen": ("shen", {}),
    "consult": ("shen", {"agreed_days": 5}),
    "file": ("shen", {"platform_no": "平台1号"}),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", [BatchState.OPEN, BatchState.READY, BatchState.CONSULTING, BatchState.FILED])
def test_every_press_in_every_state_moves_the_batch_or_says_why_not(
    cast: Cast, batch: Batch, upload: Any, state: BatchState, act: str
) -> None:
    nominated(cast, batch, upload)
    client = sign_in(cast.shen)
    for step in {"ready": ["prepare"], "consulting": ["consult"], "filed": ["consult", "file"]}.get(state, []):
        assert client.post(f"/batches/{batch.pk}/{step}/", ACTS[step][1]).status_code == 302
    answer = client.post(f"/batches/{batch.pk}/{act}/", ACTS[act][1])
    with acting_as(BUILDER):
        batch.refresh_from_db()
    if state in BATCH_MOVES[act].sources:
        assert (answer.status_code, batch.state) == (302, BATCH_MOVES[act].target)
    else:
        assert (answer.status_code, batch.state) == (409, state)


def test_a_batch_with_people_on_it_is_not_given_up(cast: Cast, batch: Batch, upload: Any) -> None:
    nominated(cast, batch, upload)
    answer = sign_in(cast.shen).post(f"/batches/{batch.pk}/cancel/", {"reason": "重复建立"})
    assert answer.status_code == 422
    assert "先逐人办理退出" in answer.content.decode()


def test_an_empty_batch_is_given_up_with_a_reason_and_its_number_is_free_again(cast: Cast, batch: Batch) -> None:
    client = sign_in(cast.shen)
    assert client.post(f"/batches/{batch.pk}/cancel/", {"reason": ""}).status_code == 422
    assert client.post(f"/batches/{batch.pk}/cancel/", {"reason": "重复建立"}).status_code == 302
    again = {"year": 2026, "ordinal": 4, "cutoff_on": "2026.9.30"}
    assert sign_in(cast.tang).post("/batches/new/", again).status_code == 302


def test_each_stage_is_sent_once(cast: Cast, batch: Batch, upload: Any) -> None:
    nominated(cast, batch, upload)
    client = sign_in(cast.hao)
    assert client.post(f"/batches/{batch.pk}/consult/", {"agreed_days": 5}).status_code == 302
    assert client.post(f"/batches/{batch.pk}/consult/", {"agreed_days": 5}).status_code == 409
    with acting_as(BUILDER):
        assert batch.sendings.filter(stage=Stage.CONSULTATION).count() == 1
