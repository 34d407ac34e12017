"""A citation shortened for a list still names its instrument and article."""

import pytest

from procuratorate.lib.law.citations import cited


@pytest.mark.parametrize(
    ("article", "short"),
    [
        ("《人民检察院刑事诉讼规则》第635条", "规则 635"),
        ("《人民检察院刑事诉讼规则》第635条（案情复杂或者情况特殊）", "规则 635"),
        ("《人民检察院刑事诉讼规则》第629条第3项、第630条", "规则 629(3)、630"),
        ("刑事诉讼法第273条第2款", "刑诉法 273②"),
        ("双方约定（法律没有规定征求意见的日数）", "双方约定"),
        ("司法部令第130号第14条（转引）", "司法部令第130号第14条（转引）"),
        ("法释〔2016〕23号第六条第三款、第四十条第二款", "法释〔2016〕23号 6③、40②"),
        ("刑法第七十八条第二款第（一）项；司法部令第130号", "刑法 78②(一)；司法部令第130号"),
        ("（全是括号）", "（全是括号）"),
        ("", ""),
    ],
)
def test_an_article_is_cited_as_short_as_it_stays_true(article: str, short: str) -> None:
    assert cited(article) == short
