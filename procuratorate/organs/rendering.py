"""What an officer reads of a browser."""

from __future__ import annotations

import re

BROWSERS = (
    ("Edg", "Edge"),
    ("Firefox", "火狐"),
    ("QQBrowser", "QQ 浏览器"),
    ("Chrome", "Chrome"),
    ("Version", "Safari"),
)
SYSTEMS = (("Windows", "Windows"), ("Android", "安卓"), ("iPhone", "iPhone"), ("Mac OS", "macOS"), ("Linux", "Linux"))


def browser_words(agent: str) -> str:
    """Chrome 131，Windows: of what the browser says of itself; 未知 where it says nothing known."""
    found = ((name, re.search(rf"\b{mark}/(\d+)", agent)) for mark, name in BROWSERS)
    browser = next((f"{name} {version[1]}" for name, version in found if version), "未知浏览器")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return f"{browser}，{system}" if system else browser
