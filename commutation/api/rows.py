"""Rows of a nomination list over the API: the same check, the same gate, the answer row by row."""

from __future__ import annotations

import json
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from commutation.models import Batch, Upload
from commutation.permissions import NOMINATORS, may_nominate
from commutation.serializers import ResultSerializer, RowsSerializer
from commutation.services.lists import take_rows
from procuratorate.lib.errors import demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import must_be
from procuratorate.organs.interface import KEY
from procuratorate.organs.services.answers import answer_once


@extend_schema(
    operation_id="batches_rows", tags=["批次"], summary="报送名单各行", parameters=[KEY],
    request=RowsSerializer, responses={200: ResultSerializer},
)  # fmt: skip
@api_view(["POST"])
def rows(request: Request, pk: int) -> Response:
    """Check rows and put the good ones on the list; the same key again answers the same and does nothing."""
    http = request._request
    actor: Actor = http.actor  # type: ignore[attr-defined]
    demand(must_be(actor, NOMINATORS, act="报送名单"), act="commutation.api_rows")
    batch: Batch = get_object_or_404(Batch.objects.visible_to(actor).select_related("prison"), pk=pk)
    demand(may_nominate(actor, batch), act="commutation.api_rows", target=batch)
    form = RowsSerializer(data=request.data)
    form.is_valid(raise_exception=True)

    def act() -> dict[str, Any]:
        upload = take_rows(
            batch=batch,
            actor=actor,
            rows=form.validated_data["rows"],
            source=Upload.Source.API,
            at=http.at,  # type: ignore[attr-defined]
            commit=form.validated_data["commit"],
        )
        filings = dict(upload.filings.values_list("source_row", "pk"))
        told = ResultSerializer(upload, context={"filings": filings}).data
        answer: dict[str, Any] = json.loads(json.dumps(told))
        return answer

    key = request.headers.get("Idempotency-Key", "")
    return Response(answer_once(actor=actor, key=key, request=[http.path, form.validated_data], act=act))


rows.roles = NOMINATORS  # type: ignore[attr-defined]
