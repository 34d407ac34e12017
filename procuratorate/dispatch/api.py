"""What arrived and what was sent, for the organ's own systems.

A program that fetches the content has not opened it in the sense of the receipt: "opened" is an officer's. Registering
is the act of the post the token stands for, asked for explicitly.
"""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiWebhook, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from procuratorate.dispatch import services
from procuratorate.dispatch.filters import DeliveryFilter, DispatchFilter
from procuratorate.dispatch.models import Delivery, Dispatch, Webhook
from procuratorate.dispatch.permissions import READERS
from procuratorate.dispatch.serializers import (
    AcknowledgedSerializer,
    DeliverySerializer,
    DispatchSerializer,
    NewsSerializer,
    NoteSerializer,
    WebhookSerializer,
    WholeDispatchSerializer,
)
from procuratorate.organs.interface import KEY, ListDoor, RecordDoor, actor_of, once
from procuratorate.organs.states import ADMINISTRATORS

TAGS, PUSHED = ["往来件"], ["推送"]


class Dispatches(ListDoor):
    roles, act, named = READERS, "dispatch.api_list", False
    queryset = Dispatch.objects.listed().order_by("pk")
    serializer_class = DispatchSerializer
    filterset_class = DispatchFilter

    @extend_schema(
        operation_id="dispatches_list",
        tags=TAGS,
        summary="往来件列表，先到的在前",
        responses=DispatchSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        return self.page(request)


class OneDispatch(RecordDoor):
    roles, act = READERS, "dispatch.api_fetch"
    queryset = Dispatch.objects.select_related("sender", "recipient")
    serializer_class = WholeDispatchSerializer

    @extend_schema(operation_id="dispatches_fetch", tags=TAGS, summary="取回一件的内容")
    def get(self, request: Request, pk: int) -> Response:
        return self.record(request)


class Acknowledgement(RecordDoor):
    roles, act = READERS, "dispatch.acknowledge"
    queryset = Dispatch.objects.listed()
    serializer_class = NoteSerializer

    @extend_schema(
        operation_id="dispatches_acknowledge",
        tags=TAGS,
        summary="登记收到",
        parameters=[KEY],
        request=NoteSerializer,
        responses=AcknowledgedSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        dispatch, body = self.get_object(), self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)

        def act() -> dict[str, Any]:
            at, note = request._request.at, body.validated_data["note"]  # type: ignore[attr-defined]
            done = services.acknowledge(dispatch=dispatch, actor=actor_of(request), note=note, at=at)
            told = {"id": dispatch.pk, "acknowledged_at": dispatch.acknowledged_at, "done": done}
            return dict(AcknowledgedSerializer(told).data)

        return once(request, act)


class Webhooks(ListDoor):
    roles, act, named = ADMINISTRATORS, "dispatch.api_webhooks", False
    queryset = Webhook.objects.select_related("organ").order_by("pk")
    serializer_class = WebhookSerializer
    filter_backends: list[Any] = []

    @extend_schema(
        operation_id="webhooks_list", tags=PUSHED, summary="推送地址列表", responses=WebhookSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        return self.page(request)


class Deliveries(ListDoor):
    """Of addresses, a page of news at a time: what was given up is mended and sent again."""

    roles, act, named = ADMINISTRATORS, "dispatch.api_deliveries", False
    queryset = Delivery.objects.order_by("pk")
    serializer_class = DeliverySerializer
    filterset_class = DeliveryFilter

    @extend_schema(
        operation_id="deliveries_list", tags=PUSHED, summary="推送记录", responses=DeliverySerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        return self.page(request)


class Again(RecordDoor):
    roles, act = ADMINISTRATORS, "dispatch.push_again"
    queryset = Delivery.objects.select_related("webhook__organ")
    serializer_class = DeliverySerializer

    @extend_schema(
        operation_id="deliveries_again", tags=PUSHED, summary="再次推送多次未成的一条", parameters=[KEY],
        request=None, responses=DeliverySerializer,
    )  # fmt: skip
    def post(self, request: Request, pk: int) -> Response:
        delivery = self.get_object()

        def act() -> dict[str, Any]:
            at = request._request.at  # type: ignore[attr-defined]
            services.push_again(delivery=delivery, actor=actor_of(request), at=at)
            delivery.refresh_from_db()
            return dict(self.get_serializer(delivery).data)

        return once(request, act)


_described = extend_schema(
    tags=PUSHED, summary="新到、对方已登记的通知，发往登记的推送地址", request=NewsSerializer,
    description="请求头 X-Signature 为 t=<秒>,v1=<对“<秒>.<正文>”的 HMAC-SHA256，十六进制>；X-Delivery 为记录的 id。"
    "答 2xx 为收到；其他的间隔加倍再送，十次未成的不再送，由管理员再次推送。",
    responses={200: None},
)  # fmt: skip
TOLD = OpenApiWebhook(name="dispatch", decorator=_described)
