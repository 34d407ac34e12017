from typing import Any

from django import forms

from tests.lib.templatetags.rendering import render


class Sheet(forms.Form):
    number = forms.CharField(label="罪犯编号", help_text="10 位数字")
    kind = forms.ChoiceField(label="种类", choices=[("c", "减刑")], required=False)
    sure = forms.BooleanField(label="已核对", required=False)

    def clean(self) -> dict[str, Any]:
        raise forms.ValidationError("两栏不一致")


def test_a_wrong_field_says_so_beside_itself_and_to_a_screen_reader() -> None:
    drawn = render("{% field form.number %}", form=Sheet({"number": ""}))
    assert 'aria-invalid="true"' in drawn
    assert "field-error" in drawn


def test_the_help_is_tied_to_its_field() -> None:
    drawn = render("{% field form.number %}", form=Sheet())
    assert 'aria-describedby="id_number-help"' in drawn
    assert 'id="id_number-help">10 位数字' in drawn
    assert "可不填" not in drawn


def test_a_field_that_may_stay_empty_says_so() -> None:
    assert "可不填" in render("{% field form.kind %}", form=Sheet())


def test_a_tick_stands_before_its_label() -> None:
    drawn = render("{% field form.sure %}", form=Sheet())
    assert drawn.index("<input") < drawn.index("<label")


def test_the_summary_links_to_each_wrong_field_and_keeps_what_is_of_none() -> None:
    drawn = render("{% form_errors form %}", form=Sheet({"number": ""}))
    assert '<a href="#id_number">罪犯编号</a>' in drawn
    assert "两栏不一致" in drawn
    assert "有 2 处要改" in drawn


def test_a_good_form_has_no_summary() -> None:
    assert render("{% form_errors form %}", form=Sheet()) == ""
    assert render("{% form_errors form %}", form=None) == ""


def test_a_dropzone_works_without_script() -> None:
    drawn = render('{% dropzone "book" ".xlsx" "选择名单" %}')
    assert '<input type="file" name="book" accept=".xlsx" required>' in drawn


def test_what_is_left_empty_is_told_in_words_that_mend_it() -> None:
    class Empty(forms.Form):
        words = forms.CharField(label="理由")
        kind = forms.ChoiceField(label="种类", choices=[("a", "甲")])
        paper = forms.FileField(label="材料")
        sure = forms.BooleanField(label="已核对")

    drawn = render("{% form_errors form %}", form=Empty({}))
    for told in ("理由</a>：没有填写", "种类</a>：没有选择", "材料</a>：没有选择文件", "已核对</a>：没有勾选"):
        assert told in drawn
