"""The interface for the centre's own system: the same rows, the same seven items, the same words of what is wrong."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from detention.catalogue import BY_CODE, ITEMS
from detention.models import Delivery
from detention.selectors.centres import centre_of
from detention.services import feeding
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import must_be
from procuratorate.organs.interface import KEY, actor_of, once
from procuratorate.organs.states import CENTRE_STAFF

MOST = 1000  # rows in one request
ASKED = "；".join(f"{item.code}：{'、'.join(item.typed)}" for item in ITEMS if item.typed)


class FeedIn(serializers.Serializer[Any]):
    """A day of the centre. Rows are keyed by the columns of the template; more than a thousand come in parts."""

    on = serializers.DateField(help_text="所报之日")
    rows = serializers.ListField(
        child=serializers.DictField(child=serializers.JSONField(allow_null=True)), max_length=MOST, default=list
    )
    figures = serializers.DictField(
        child=serializers.DictField(child=serializers.IntegerField(min_value=0, max_value=9999)), default=dict,
        help_text=f"系统没有登记的数字，没有发生的报0，不报的作未填报。{ASKED}",
    )  # fmt: skip
    words = serializers.DictField(child=serializers.CharField(max_length=500, allow_blank=True), default=dict)
    why = serializers.CharField(
        max_length=200, allow_blank=True, default="", help_text="这一天已发送过的，写明更正理由"
    )
    last = serializers.BooleanField(default=True, help_text="分几次报名册的，最后一次为true，这时发送七项")


class FeedApi(APIView):
    """`POST` takes rows of the centre's roster, each with its own result, and tells the seven items of the day."""

    roles = CENTRE_STAFF

    @extend_schema(
        operation_id="detainees_feed", tags=["看守所"], summary="报送每日名册和七项", parameters=[KEY],
        request=FeedIn, responses=OpenApiTypes.OBJECT,
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        actor = actor_of(request)
        demand(must_be(actor, CENTRE_STAFF, act="这一接口"), act="detention.api")
        body = FeedIn(data=request.data)
        body.is_valid(raise_exception=True)
        return once(request, lambda: _answer(body.validated_data, actor, request))


def _answer(told: dict[str, Any], actor: Actor, request: Request) -> dict[str, Any]:
    typed, words = _figures(told["figures"]), {code: said for code, said in told["words"].items() if code in BY_CODE}
    made = feeding.take_rows(
        centre=centre_of(actor), on=told["on"], items=told["rows"], last=told["last"], actor=actor,
        told={"typed": typed, "words": words, "why": told["why"]}, at=request._request.at,  # type: ignore[attr-defined]
    )  # fmt: skip
    return answer_of(Delivery.objects.select_related("feed__dispatch").get(pk=made.pk))


def answer_of(made: Delivery) -> dict[str, Any]:
    """What the caller keeps: results row by row, and the number of the dispatch that counts as notified."""
    feed = made.feed
    return {
        "delivery": made.pk, "accepted": made.accepted, "warned": made.warned, "refused": made.refused,
        "results": made.findings, "dispatch": feed.dispatch.number if feed else "",
        "absent": feed.absent if feed else [],
    }  # fmt: skip


def _figures(figures: dict[str, dict[str, int]]) -> dict[str, list[tuple[str, int]]]:
    for code, said in figures.items():
        unknown = [label for label in said if code not in BY_CODE or label not in BY_CODE[code].typed]
        if unknown or code not in BY_CODE:
            raise Unacceptable(f"七项里没有“{code}：{'、'.join(unknown)}”。可报：{ASKED}。", fields={"figures": ASKED})
    return {code: list(said.items()) for code, said in figures.items()}
