from datetime import date

from tests.lib.templatetags.rendering import render

NOVEMBER = [(date(2026, 11, n), date(2026, 11, n).weekday() < 5) for n in range(1, 31)]


def test_no_month_draws_nothing() -> None:
    assert render("{% calendar month %}", month=None) == ""


def test_a_month_hatches_rest_days_and_lights_today() -> None:
    drawn = render("{% calendar month today %}", month=NOVEMBER, today=date(2026, 11, 20))
    assert drawn.count('class="nw"') == 1
    assert drawn.count('class="sk"') == 9
    assert drawn.count('class="pa"') == 14
    assert "工作日 21 天" in drawn


def test_the_first_stands_under_its_weekday() -> None:
    drawn = render("{% calendar month %}", month=NOVEMBER)
    assert '<rect x="312" y="0"' in drawn  # a Sunday
    assert '<rect x="0" y="44"' in drawn
