"""Batches, proposals and rulings as they are told to systems. Organs go by their code."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from commutation.models import Batch, Filing, Ruling


class BatchSerializer(serializers.ModelSerializer[Batch]):
    prison = serializers.CharField(source="prison.code", help_text="监狱的代码")
    people = serializers.IntegerField(help_text="名单上现有人数，不含已退出的")

    class Meta:
        model = Batch
        fields = [
            "id", "prison", "year", "ordinal", "title", "plan_no", "plan_issued_on", "state", "people", "sent_at",
            "filed_at", "platform_no",
        ]  # fmt: skip


class NewBatchSerializer(serializers.Serializer[Any]):
    year = serializers.IntegerField(min_value=2000, max_value=2100, help_text="年度")
    ordinal = serializers.IntegerField(min_value=1, max_value=99, help_text="第几批")
    cutoff_on = serializers.DateField(help_text="考核截止日，方案各节点由此排定")
    plan_no = serializers.CharField(required=False, allow_blank=True, default="", max_length=60, help_text="方案文号")
    plan_issued_on = serializers.DateField(required=False, allow_null=True, default=None, help_text="方案印发日")


class FilingSerializer(serializers.ModelSerializer[Filing]):
    """A proposal as it stands on the list."""

    prison = serializers.CharField(source="prison.code", help_text="监狱的代码")
    ward = serializers.CharField(source="ward.code", help_text="监区的代码")
    proposal = serializers.CharField(help_text="所提请的，一句话")

    class Meta:
        model = Filing
        fields = [
            "id", "batch", "prison", "ward", "inmate", "number", "name", "kind", "route", "months", "rights_months",
            "probation_until", "proposal", "state", "facts_hash", "sent_at", "filed_at",
        ]  # fmt: skip


class WholeFilingSerializer(FilingSerializer):
    """With the facts as filed, whose SM3 is `facts_hash`."""

    facts = serializers.DictField(help_text="报请事实，键同名单各栏")
    drop_reason = serializers.CharField(help_text="退出理由，没有退出的为空")

    class Meta(FilingSerializer.Meta):
        fields = [*FilingSerializer.Meta.fields, "facts", "drop_reason", "dropped_at"]


class RulingSerializer(serializers.ModelSerializer[Ruling]):
    """A ruling or decision as it came, and the proposal it was matched with. Reviews are the reviewer's own."""

    organ = serializers.CharField(source="organ.code", help_text="登记单位的代码")

    class Meta:
        model = Ruling
        fields = [
            "id", "organ", "filing", "kind", "decider", "case_no", "ruled_on", "name", "number", "outcome", "months",
            "rights_months", "ends_on", "published_on", "prison_received_on", "state", "at",
        ]  # fmt: skip
