"""What the list of one's own sign-ins calls a browser."""

import pytest

from procuratorate.organs.rendering import browser_words

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("", "未知浏览器"),
        ("curl/8.5", "未知浏览器"),
        (CHROME, "Chrome 131，Windows"),
        (f"{CHROME} Edg/130.0", "Edge 130，Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "火狐 128，Linux"),
    ],
)
def test_a_browser_is_told_by_name_and_system(agent: str, words: str) -> None:
    assert browser_words(agent) == words
