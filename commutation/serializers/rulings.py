"""Rows of rulings in by the columns of their sheet, results out row by row."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from commutation.ruling_columns import LAYOUT
from commutation.serializers.rows import RowProblemSerializer

MOST_ROWS = 2000
KNOWN = {column.key: column.title for column in LAYOUT.columns}


class RulingRowSerializer(serializers.Serializer[Any]):
    """One ruling: the columns of the sheet by key, each as text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, title in KNOWN.items():
            self.fields[key] = serializers.CharField(
                required=False, allow_blank=True, allow_null=True, max_length=400, help_text=title
            )

    def to_internal_value(self, data: Any) -> Any:
        unknown = set(data) - set(KNOWN) if isinstance(data, dict) else set()
        if unknown:
            raise serializers.ValidationError(
                dict.fromkeys(sorted(map(str, unknown))[:20], "没有这一栏，请照接口文档改正栏名。")
            )
        return super().to_internal_value(data)


class RulingRowsSerializer(serializers.Serializer[Any]):
    rows = RulingRowSerializer(many=True, allow_empty=False, max_length=MOST_ROWS)


class RulingResultSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField(help_text="行号，自1起")
    status = serializers.ChoiceField(
        choices=[("matched", "已登记并对应"), ("registered", "已登记"), ("known", "登记过"), ("refused", "退回")]
    )
    ruling = serializers.IntegerField(allow_null=True, help_text="登记成的裁定的 id")
    problems = RowProblemSerializer(many=True)


class RulingResultsSerializer(serializers.Serializer[Any]):
    registered = serializers.IntegerField()
    matched = serializers.IntegerField()
    known = serializers.IntegerField()
    refused = serializers.IntegerField()
    rows = RulingResultSerializer(many=True)
