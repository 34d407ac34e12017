"""Every component, under one name: templates load `parts` alone (docs/components.md). A builtin of the engine."""

from django.template import Library

from procuratorate.lib.templatetags import forms, lists, month, steps, verdicts, words, wraps

register = Library()
for shelf in (words, verdicts, steps, lists, forms, month, wraps):
    register.tags.update(shelf.register.tags)
    register.filters.update(shelf.register.filters)
