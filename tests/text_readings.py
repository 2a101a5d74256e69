"""How right the text of PDFs is: the matrix, whose text is known, and real files, whose text must at least be possible.

    cd tests && python -m text_readings     # prints the tables of docs/accuracy.md and writes them there

Needs the matrix and the real files in DGREPORT_TEST_DATA (or ../shared/data).
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from dgreport.accuracy.metrics import Errors, character_errors
from dgreport.errors import NoTextLayer
from dgreport.extraction.fonts.evidence import UNKNOWN
from dgreport.extraction.fonts.known import KnownFonts
from dgreport.extraction.layout.inspection import inspect
from dgreport.extraction.layout.text import read_text
from test_explain import REAL
from test_matrix import HERE, JUDGED, SHARED, TRUTH, WHOLE_FONTS

PAGE = HERE.parent / "docs" / "accuracy.md"
MARKS = "<!-- text: made by `cd tests && python -m text_readings` -->\n", "<!-- end of text -->\n"


@dataclass(frozen=True)
class Judged:
    """A file of the matrix beside its truth, over the pages of prose, word lists, a table and justified paragraphs."""

    name: str
    errors: Errors | None  #: None where the file is refused
    lost: Counter[str]  #: characters of the truth that came out as others, or not at all


def judged(path: Path, fonts: KnownFonts | None = None) -> Judged:
    try:
        pages = read_text(path, fonts=fonts).split("\f")
    except NoTextLayer:
        return Judged(path.stem, None, Counter())
    errors, lost = Errors(), Counter[str]()
    for number in JUDGED:
        truth = (TRUTH / f"p{number}.txt").read_text(encoding="utf-8")
        errors += character_errors(truth, pages[number - 1])
        lost.update(_lost("".join(truth.split()), "".join(pages[number - 1].split())))
    return Judged(path.stem, errors, lost)


def _lost(truth: str, text: str) -> Iterator[str]:
    for kind, start, end, _, _ in Levenshtein.opcodes(truth, text):
        if kind in ("replace", "delete"):
            yield from truth[start:end]


def matrix_table() -> str:
    files = [judged(path) for path in sorted(SHARED.glob("*.pdf"))]
    read = [(file, file.errors) for file in files if file.errors is not None]
    refused = [file.name for file in files if file.errors is None]
    exact = sum(errors.count == 0 for _, errors in read)
    near = sum(errors.rate < 0.01 for _, errors in read)
    spaces = [errors.space_rate for _, errors in read]
    known = KnownFonts(WHOLE_FONTS)
    by_font = [file for name in refused if (file := judged(SHARED / f"{name}.pdf", known)).errors is not None]
    lines = [
        f"Of {len(files)} files {exact} are exact, {near} have under 1 % of their characters wrong, {len(refused)} are "
        f"refused as unreadable. Spaces missing or too many, of all spaces: median {statistics.median(spaces):.2%}, "
        f"worst {max(spaces):.2%}. Sara am lost: {sum(errors.sara_am_lost for _, errors in read)}.",
        "",
        "| file that is not exact | characters wrong | lost characters, for which the file has no evidence |",
        "| --- | ---: | --- |",
    ]
    for file, errors in read:
        if errors.count:
            what = ", ".join(f"{char} ×{times}" if times > 1 else char for char, times in file.lost.most_common())
            lines.append(f"| {file.name} | {errors.count} of {errors.characters:,} | {what} |")
    lines += [f"| {name} | refused | all |" for name in refused]
    lines += ["", f"With the bundled fonts given as `--fonts`, of those refused {len(by_font)} are read: "]
    told = (f"{file.name} {file.errors.count} wrong" for file in by_font if file.errors is not None)
    return "\n".join(lines) + "; ".join(told) + ".\n"


def real_table() -> str:
    head = "| file | pages | characters | wrong in the file's own maps | wrong after | private codes | U+FFFD |\n"
    rows = [head, "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"]
    for path in sorted(REAL.glob("*.pdf")):
        found = inspect(path)
        text = read_text(path) if found.verdict != "unreadable" else ""
        private = len(re.findall("[\ue000-\uf8ff]", text))
        characters = sum(page.characters for page in found.pages)
        cells = [path.stem, len(found.pages), f"{characters:,}", f"{found.before:,}", f"{found.after:,}"]
        rows.append("| " + " | ".join(map(str, [*cells, private, text.count(UNKNOWN)])) + " |\n")
    return "".join(rows)


def main() -> None:
    made = f"{matrix_table()}\n{real_table()}"
    print(made)
    start, end = MARKS
    before, _, rest = PAGE.read_text("utf-8").partition(start)
    PAGE.write_text(f"{before}{start}\n{made}\n{end}{rest.partition(end)[2]}", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
