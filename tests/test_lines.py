"""Lines of the facsimiles, letter by letter against what was put into them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from dgreport.extraction.glyphs import open_document
from dgreport.extraction.lines import lines_of
from dgreport.extraction.page import Line, Page

FACSIMILES = Path(__file__).parent / "data" / "facsimiles"
NAMES = sorted(path.stem for path in FACSIMILES.glob("*.pdf"))


def squeezed(texts: list[str]) -> str:
    return "".join("".join(text.split()) for text in texts)


def replayed(line: Line) -> str:
    text = line.raw
    for edit in line.edits:
        end = edit.start + len(edit.before)
        assert text[edit.start : end] == edit.before
        text = text[: edit.start] + edit.after + text[end:]
    return text


def undone(line: Line) -> str:
    text = line.text
    for edit in reversed(line.edits):
        end = edit.start + len(edit.after)
        assert text[edit.start : end] == edit.after
        text = text[: edit.start] + edit.before + text[end:]
    return text


@pytest.fixture(scope="module", params=NAMES)
def deck(request: pytest.FixtureRequest) -> tuple[list[Page], list[list[str]]]:
    path = FACSIMILES / f"{request.param}.pdf"
    truth = json.loads((FACSIMILES / f"{request.param}.truth.json").read_text(encoding="utf-8"))
    with open_document(path) as document:
        return list(document.pages()), [page["lines"] for page in truth["pages"]]


def test_each_page_has_exactly_the_characters_of_the_truth(deck: tuple[list[Page], list[list[str]]]) -> None:
    for page, truth in zip(*deck, strict=True):
        assert page.problem == ""
        read = Counter(squeezed([line.text for line in lines_of(page)]))
        assert read == Counter(squeezed(truth)), f"page {page.number}"


def test_each_run_of_letters_is_whole(deck: tuple[list[Page], list[list[str]]]) -> None:
    for page, truth in zip(*deck, strict=True):
        joined = "".join(line.text for line in lines_of(page))
        missing = [run for line in truth for run in line.split() if run not in joined]
        assert missing == [], f"page {page.number}"


def test_edits_replay_and_undo(deck: tuple[list[Page], list[list[str]]]) -> None:
    for page, _ in zip(*deck, strict=True):
        for line in lines_of(page):
            assert replayed(line) == line.text
            assert undone(line) == line.raw


def test_shapes_have_colours(deck: tuple[list[Page], list[list[str]]]) -> None:
    cover = deck[0][0]
    assert not cover.glyphs and len({shape.fill for shape in cover.shapes if shape.fill}) >= 3
