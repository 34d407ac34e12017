from tests.lib.templatetags.rendering import render


def test_a_dialog_names_itself_and_closes() -> None:
    drawn = render('{% dialog "withdraw" "撤回" %}<p>{{ text }}</p>{% enddialog %}', text="<b>")
    assert 'id="withdraw" aria-labelledby="withdraw-title"' in drawn
    assert "data-close" in drawn
    assert "<p>&lt;b&gt;</p>" in drawn


def test_a_menu_holds_secondary_acts() -> None:
    drawn = render('{% menu "更多" %}<a href="/x/">导出</a>{% endmenu %}')
    assert "更多 ▾" in drawn
    assert '<a href="/x/">导出</a>' in drawn


def test_paper_has_a_core() -> None:
    assert '<div class="paper mini"><div class="core"><p>x</p></div></div>' in render(
        '{% paper "mini" %}<p>x</p>{% endpaper %}'
    )
