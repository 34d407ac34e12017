"""Shapes of the API: rows in by column key, results out row by row."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from commutation.columns import COLUMNS
from commutation.models import Upload, UploadRow
from commutation.services.lists import MOST_ROWS


class RowSerializer(serializers.Serializer[Any]):
    """One row: the columns of the list by key, each as text, as a sheet would have it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, column in COLUMNS.items():
            self.fields[key] = serializers.CharField(
                required=False, allow_blank=True, allow_null=True, max_length=400, help_text=column.title
            )

    def to_internal_value(self, data: Any) -> Any:
        unknown = set(data) - set(COLUMNS) if isinstance(data, dict) else set()
        if unknown:
            raise serializers.ValidationError(
                dict.fromkeys(sorted(map(str, unknown))[:20], "没有这一栏，请照接口文档改正栏名。")
            )
        return super().to_internal_value(data)


class RowsSerializer(serializers.Serializer[Any]):
    """`commit` puts the good rows on the list at once; without it they wait for the clerk on the upload's page."""

    commit = serializers.BooleanField(default=True)
    rows = RowSerializer(many=True, max_length=MOST_ROWS)


class RowProblemSerializer(serializers.Serializer[Any]):
    key = serializers.CharField()
    field = serializers.CharField()
    level = serializers.CharField()
    given = serializers.CharField()
    reason = serializers.CharField()
    mending = serializers.CharField()


class ResultRowSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField(help_text="行号，自1起")
    status = serializers.CharField(help_text="accepted、warned、refused、known")
    filing = serializers.SerializerMethodField()
    problems = RowProblemSerializer(many=True)

    def get_filing(self, row: UploadRow) -> int | None:
        """The nomination the row became; the caller hands over all of them at once, by row."""
        found: int | None = self.context["filings"].get(row.number)
        return found


class ResultSerializer(serializers.ModelSerializer[Upload]):
    """What came of a call: the counts, and every row with its problems."""

    upload = serializers.IntegerField(source="pk")
    rows = ResultRowSerializer(many=True)

    class Meta:
        model = Upload
        fields = ["upload", "state", "total", "accepted", "warned", "refused", "known", "rows"]
