"""Shapes of the API. A list names nobody in custody; the points are in the record alone."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error
from typing import Any

from rest_framework import serializers

from procuratorate.dispatch.serializers import OrganSerializer
from procuratorate.notices.models import Answer, Check, Notice, Point
from procuratorate.notices.services import AnswerWords
from procuratorate.notices.services.files import MOST_FILES
from procuratorate.notices.states import Stance

MOST_POINTS = 32


class NoticeSerializer(serializers.ModelSerializer[Notice]):
    """One paper of supervision and where it stands."""

    organ = OrganSerializer()
    addressee = OrganSerializer()
    due_on = serializers.DateField(source="clock.due_on", default=None, allow_null=True, help_text="回复到期日")

    class Meta:
        model = Notice
        fields = [
            "id", "kind", "matter", "number", "title", "organ", "addressee", "state", "issued_at", "served_on",
            "answered_at", "closed_at", "due_on",
        ]  # fmt: skip


class AnswerSerializer(serializers.ModelSerializer[Answer]):
    class Meta:
        model = Answer
        fields = ["stance", "words", "done_on", "answered_by", "received_on", "paper_no", "at"]


class CheckSerializer(serializers.ModelSerializer[Check]):
    class Meta:
        model = Check
        fields = ["finding", "words", "on_spot", "at"]


class PointSerializer(serializers.ModelSerializer[Point]):
    """What was found, as it holds now, and what passed about it."""

    facts = serializers.CharField(source="now.facts")
    article = serializers.CharField(source="now.article")
    demand = serializers.CharField(source="now.demand")
    answers = AnswerSerializer(many=True)
    checks = CheckSerializer(many=True)

    class Meta:
        model = Point
        fields = ["position", "facts", "article", "demand", "state", "answers", "checks"]


class WholeNoticeSerializer(NoticeSerializer):
    points = PointSerializer(many=True)

    class Meta(NoticeSerializer.Meta):
        fields = [*NoticeSerializer.Meta.fields, "opening", "closing", "points"]


class ProofSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=200, help_text="文件名")
    content = serializers.CharField(help_text="PDF、JPG、PNG 的 Base64")

    def validate_content(self, said: str) -> bytes:
        try:
            return b64decode(said, validate=True)
        except (Error, ValueError) as error:
            raise serializers.ValidationError("不是 Base64，请核对编码后重新提交。") from error


class PointAnswerSerializer(serializers.Serializer[Any]):
    """The answer to one point."""

    position = serializers.IntegerField(min_value=1, max_value=MOST_POINTS, help_text="第几项")
    stance = serializers.ChoiceField(choices=Stance.choices)
    words = serializers.CharField(max_length=4000, help_text="纠正措施；不采纳、部分采纳的写明理由")
    done_on = serializers.DateField(required=False, allow_null=True, default=None, help_text="纠正日期")
    proof = serializers.ListField(child=ProofSerializer(), required=False, max_length=MOST_FILES, help_text="佐证")


class ReplySerializer(serializers.Serializer[Any]):
    """Points left out are not answered now."""

    answers = serializers.ListField(child=PointAnswerSerializer(), allow_empty=False, max_length=MOST_POINTS)
    number = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=60, help_text="本单位文号；填了的同时制成回复函"
    )

    def validate_answers(self, said: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len({one["position"] for one in said}) < len(said):
            raise serializers.ValidationError("同一项只能答复一次，请合并后重新提交。")
        return said


def words_of(told: dict[str, Any]) -> list[AnswerWords]:
    """What was validated, as the service takes it."""
    return [
        AnswerWords(
            one["position"], Stance(one["stance"]), one["words"], one["done_on"],
            [(proof["name"], proof["content"]) for proof in one.get("proof", ())],
        )
        for one in told["answers"]
    ]  # fmt: skip


class RepliedSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    state = serializers.CharField(help_text="served 还有项待答复，answered 各项均已答复")
    open_points = serializers.ListField(child=serializers.IntegerField(), help_text="还没有答复的项")
