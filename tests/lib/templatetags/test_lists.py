import pytest
from django.core.paginator import Page, Paginator

from tests.lib.templatetags.rendering import render

OPTIONS = [("", "全部", 9), ("over", "逾期", 1), ("soon", "三日内", None)]


def _page(count: int, number: int = 1) -> Page[int]:
    return Paginator(range(count), 50).get_page(number)


def test_a_chip_keeps_other_filters_and_goes_back_to_page_one() -> None:
    drawn = render('{% chips "due" options %}', "?ward=3&page=7&due=over", options=OPTIONS)
    assert 'href="?ward=3&amp;due=soon"' in drawn
    assert "page=" not in drawn


def test_the_chip_of_all_drops_the_filter_from_the_address() -> None:
    assert 'href="?ward=3"' in render('{% chips "due" options %}', "?ward=3&due=over", options=OPTIONS)


def test_only_the_chosen_chip_is_current() -> None:
    drawn = render('{% chips "due" options %}', "?due=over", options=OPTIONS)
    assert drawn.count("aria-current") == 1
    assert "三日内</a>" in drawn


@pytest.mark.parametrize(
    ("query", "order", "address"),
    [
        ("", "none", "?sort=name"),
        ("?sort=name&page=3", "ascending", "?sort=-name"),
        ("?sort=-name", "descending", "?sort=name"),
        ("?sort=due", "none", "?sort=name"),
    ],
)
def test_a_head_sorts_up_then_down(query: str, order: str, address: str) -> None:
    drawn = render('{% sortable "name" "姓名" %}', query)
    assert f'aria-sort="{order}"' in drawn
    assert f'href="{address}"' in drawn


def test_the_default_order_is_marked_without_a_query() -> None:
    assert 'aria-sort="ascending"' in render('{% sortable "due" "时限" default=True %}')


def test_an_empty_list_has_no_pager() -> None:
    assert render("{% pager page %}", page=_page(0)) == ""


def test_a_list_of_one_page_has_counts_and_no_turns() -> None:
    drawn = render("{% pager page %}", page=_page(1))
    assert "第 1—1 条，共 1 条" in drawn
    assert "下一页" not in drawn


def test_a_pager_keeps_filters_and_order() -> None:
    drawn = render("{% pager page %}", "?due=over&sort=-name&page=2", page=_page(3000, 2))
    assert "第 51—100 条，共 3,000 条" in drawn
    assert 'href="?due=over&amp;sort=-name&amp;page=3"' in drawn


def test_the_first_page_has_no_way_back() -> None:
    assert render("{% pager page %}", page=_page(3000)).count("disabled") == 4  # two words, class and aria each


def test_nothing_says_why_what_comes_and_what_to_do() -> None:
    drawn = render('{% nothing "今天没有新到" "来件会出现在这里" "/inbox/" "看全部" %}')
    for said in ("今天没有新到", "来件会出现在这里", 'href="/inbox/"', "看全部"):
        assert said in drawn


def test_nothing_stands_inside_a_loop() -> None:
    assert render('{% for x in rows %}{% nothing "无" %}{% endfor %}', rows=[1, 2]).count("nothing-why") == 2


def test_a_figure_of_zero_is_quiet() -> None:
    items = [{"count": 0, "label": "逾期", "url": "?", "css": "over"}, {"count": 2, "label": "新到", "url": "?"}]
    assert render("{% figures items %}", items=items).count(" none") == 1
