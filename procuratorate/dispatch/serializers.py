"""Shapes of the API. A list names nobody in custody; the content is in the record alone."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from procuratorate.dispatch.models import Delivery, Dispatch, Webhook
from procuratorate.organs.models import Organ


class OrganSerializer(serializers.ModelSerializer[Organ]):
    class Meta:
        model = Organ
        fields = ["code", "name"]


class DispatchSerializer(serializers.ModelSerializer[Dispatch]):
    """What crossed, from whom to whom, and its receipt."""

    sender = OrganSerializer()
    recipient = OrganSerializer()
    title = serializers.CharField(source="masked_title", help_text="标题，不含被监管人员全名")

    class Meta:
        model = Dispatch
        fields = [
            "id", "number", "sender", "recipient", "legal_mode", "channel", "kind", "title", "content_hash",
            "in_reply_to", "sent_at", "delivered_at", "opened_at", "acknowledged_at",
        ]  # fmt: skip


class WholeDispatchSerializer(DispatchSerializer):
    """With its content, whose SM3 in canonical JSON is `content_hash`."""

    title = serializers.CharField()
    content = serializers.DictField()

    class Meta(DispatchSerializer.Meta):
        fields = [*DispatchSerializer.Meta.fields, "basis", "summary", "page_count", "copies", "note", "content"]


class NoteSerializer(serializers.Serializer[Any]):
    note = serializers.CharField(required=False, allow_blank=True, default="", max_length=300, help_text="登记说明")


class AcknowledgedSerializer(serializers.Serializer[Any]):
    """`done` is true when this call registered it; the first registration stands."""

    id = serializers.IntegerField()
    acknowledged_at = serializers.DateTimeField()
    done = serializers.BooleanField(help_text="是否由这次请求登记；此前已登记的为 false")


class WebhookSerializer(serializers.ModelSerializer[Webhook]):
    """An address told of arrivals. Its secret is shown once, to whoever named it, and never again."""

    organ = OrganSerializer()

    class Meta:
        model = Webhook
        fields = ["id", "organ", "name", "url", "at", "ended_at"]


class DeliverySerializer(serializers.ModelSerializer[Delivery]):
    class Meta:
        model = Delivery
        fields = [
            "id", "webhook", "dispatch", "news", "kind", "state", "attempts", "next_try", "answer", "created_at",
            "told_at",
        ]  # fmt: skip


class NewsSerializer(serializers.Serializer[Any]):
    """What is posted to the address: what arrived, by id and kind, never its content."""

    id = serializers.IntegerField(help_text="推送记录的 id，重复收到的按它去重；与请求头 X-Delivery 相同")
    event = serializers.ChoiceField(choices=[("dispatch.arrived", "新到"), ("dispatch.acknowledged", "对方已登记")])
    dispatch = serializers.IntegerField(help_text="往来件的 id，凭令牌到 /api/v1/dispatches/{id}/ 取回")
    kind = serializers.CharField(help_text="种类")
    at = serializers.IntegerField(help_text="1970年以来的秒数，与签名中的 t 相同")
