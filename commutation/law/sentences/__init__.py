"""Sentence terms (刑期): their ends, and what a paper states held against what follows.

Procedural periods differ by a day and live in `procuratorate.lib.law.periods`: the two share no function.
"""
