"""Notices for the organ's own systems: what was sent to it, and its answer point by point."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from procuratorate.notices import services
from procuratorate.notices.filters import NoticeFilter
from procuratorate.notices.models import Notice
from procuratorate.notices.permissions import ALL
from procuratorate.notices.selectors.lists import one as whole_of
from procuratorate.notices.serializers import (
    NoticeSerializer,
    RepliedSerializer,
    ReplySerializer,
    WholeNoticeSerializer,
    words_of,
)
from procuratorate.notices.states import OWED
from procuratorate.organs.actors import Actor
from procuratorate.organs.interface import KEY, ListDoor, RecordDoor, actor_of, once

TAGS = ["纠正与建议"]


class Notices(ListDoor):
    roles, act, named = ALL, "notices.api_list", False
    queryset = Notice.objects.none()
    serializer_class = NoticeSerializer
    filterset_class = NoticeFilter

    def visible(self, actor: Actor) -> QuerySet[Any]:
        rows: QuerySet[Any] = Notice.objects.visible_to(actor).listed().order_by("pk")
        return rows

    @extend_schema(
        operation_id="notices_list",
        tags=TAGS,
        summary="纠正文书列表，先发的在前",
        responses=NoticeSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        return self.page(request)


class OneNotice(RecordDoor):
    roles, act = ALL, "notices.api_read"
    queryset = Notice.objects.none()
    serializer_class = WholeNoticeSerializer

    def visible(self, actor: Actor) -> QuerySet[Any]:
        rows: QuerySet[Any] = whole_of(actor)
        return rows

    @extend_schema(operation_id="notices_read", tags=TAGS, summary="一份纠正文书的各项、答复、核实")
    def get(self, request: Request, pk: int) -> Response:
        return self.record(request)


class Replies(RecordDoor):
    roles, act = ALL, "notices.answer"
    queryset = Notice.objects.none()
    serializer_class = ReplySerializer

    def visible(self, actor: Actor) -> QuerySet[Any]:
        rows: QuerySet[Any] = whole_of(actor)
        return rows

    @extend_schema(
        operation_id="notices_reply", tags=TAGS, summary="逐项答复", parameters=[KEY], request=ReplySerializer,
        responses=RepliedSerializer,
    )  # fmt: skip
    def post(self, request: Request, pk: int) -> Response:
        notice, body = self.get_object(), self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        told = body.validated_data

        def act() -> dict[str, Any]:
            stored = services.answer_notice(
                notice=notice, answers=words_of(told), number=told["number"], actor=actor_of(request),
                at=request._request.at,  # type: ignore[attr-defined]
            )  # fmt: skip
            left = stored.points.filter(state__in=OWED).order_by("position").values_list("position", flat=True)
            return dict(RepliedSerializer({"id": stored.pk, "state": stored.state, "open_points": list(left)}).data)

        return once(request, act)
