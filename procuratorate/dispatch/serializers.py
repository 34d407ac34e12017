"""Shapes of the API. A list names nobody in custody; the content is in the record alone."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from procuratorate.dispatch.models import Dispatch
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
