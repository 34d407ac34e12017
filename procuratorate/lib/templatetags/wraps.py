"""Components around other markup: {% dialog "name" "title" %}…{% enddialog %}; menu and paper likewise."""

from __future__ import annotations

from django.template import Library
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = Library()


@register.simple_block_tag
def dialog(content: str, name: str, title: str) -> SafeString:
    """A native <dialog>, opened by any element with data-open="<name>"."""
    return render_to_string("parts/dialog.html", {"content": content, "id": name, "title": title})


@register.simple_block_tag
def menu(content: str, label: str = "更多") -> SafeString:
    """Secondary acts behind one button: links and buttons inside become its entries."""
    return render_to_string("parts/menu.html", {"content": content, "label": label})


@register.simple_block_tag
def paper(content: str, css: str = "") -> SafeString:
    """An A4 sheet in GB/T 9704 geometry; `css` for its scale (mini) or kind."""
    return render_to_string("parts/paper.html", {"content": content, "css": css})
