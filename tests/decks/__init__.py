"""Decks for the tests: the slides of the 2560 report, set in designs of our own, with the truth of every value."""
