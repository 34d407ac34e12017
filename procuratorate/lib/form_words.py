"""What a field left empty says: Django's „这个字段是必填项” tells neither what is missing nor how to mend it."""

from __future__ import annotations

from django.forms import BooleanField, ChoiceField, Field, FileField

REQUIRED: dict[type[Field], str] = {
    Field: "没有填写，请填好后再提交。",
    ChoiceField: "没有选择，请选一项后再提交。",
    FileField: "没有选择文件，请选好文件后再提交。",
    BooleanField: "没有勾选，请核对后勾选。",
}


def install() -> None:
    """Each kind of field in its own words; a field's own `error_messages` still win."""
    for kind, words in REQUIRED.items():
        kind.default_error_messages = {**kind.default_error_messages, "required": words}
    FileField.default_error_messages["empty"] = "文件是空的，请换一个有内容的文件。"
