"""The pure kernel of law packages and clocks: no Django, no clock of its own, nothing but arguments in and values out."""
