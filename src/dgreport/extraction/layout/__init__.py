"""Glyphs become lines of correct Thai, in reading order, and paragraphs; each repair is an Edit."""
