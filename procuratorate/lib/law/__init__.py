"""The pure kernel of law packages and clocks: no Django, no clock of its own, arguments in and values out."""
