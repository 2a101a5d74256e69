"""Every deck of the 2560 report that there is to read, read once: the facsimiles, our own designs, and variants.

A deck is a PDF and its truth: FOLDER/NAME.pdf and FOLDER/NAME.truth.json. What should not add up in it is in
NAME.issues.json, or follows from the truth by the rules of the profile, whose own tests are test_checks.py.

    cd tests && python -m readings      # prints the table of docs/accuracy.md and writes it there
"""

from __future__ import annotations

import json
import random
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from check_decks import as_report
from decks import ledger
from decks.numbers import RECORDS, numbers
from decks.slides import SLIDES
from decks.writing import save
from dgreport.accuracy.golden import (
    Evaluation,
    ExpectedIssue,
    IssueScore,
    Record,
    evaluate,
    evaluate_issues,
    load,
    load_issues,
)
from dgreport.check_rules import load_rules
from dgreport.extraction.checking.checks import check
from dgreport.extraction.reading.reader import read_report
from dgreport.model import Report

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "findings.json"
PAGE = HERE.parent / "docs" / "accuracy.md"
PROFILE = "dg-readiness-2560"
MARKS = "<!-- table: made by `cd tests && python -m readings` -->\n", "<!-- end of the table -->\n"

Maker = Callable[[], tuple[bytes, dict[str, Any]]]

#: The slide that each record's own value stands on, and the record of its base.
SLIDE_OF = {record["id"]: record["page"] for record in RECORDS}
BASE_OF = {record["id"]: record["of"] for record in RECORDS}


def _order(seed: int, part: float = 1.0) -> tuple[int, ...]:
    """The slides in an order by seed, or a part of them."""
    slides = list(SLIDES)
    random.Random(seed).shuffle(slides)
    return tuple(slides[: round(part * len(slides))])


#: Decks that are made when they are needed: name -> PDF and truth.
VARIANTS: Mapping[str, Maker] = {
    "ledger_agreeing_shuffled_swapped_s31": lambda: ledger.deck(numbers(31, consistent=True), _order(31), swap=True),
    "ledger_missing_s32": lambda: ledger.deck(numbers(32), _order(32, 0.55)),
}
COMMITTED = {
    path.name.removesuffix(".truth.json"): path.with_name(path.name.replace(".truth.json", ".pdf"))
    for folder in ("facsimiles", "decks")
    for path in sorted((HERE / "data" / folder).glob("*.truth.json"))
}
NAMES = (*COMMITTED, *VARIANTS)


@dataclass(frozen=True)
class Reading:
    """A deck as it was read, beside what it says."""

    name: str
    report: Report
    truth: Mapping[str, Any]
    evaluation: Evaluation  #: of the records whose slides are there
    expected: tuple[ExpectedIssue, ...]
    issues: IssueScore  #: but for those of missing slides
    there: frozenset[str]  #: ids of the records whose slides are there

    @property
    def missing(self) -> frozenset[int]:
        """The slides that the deck lacks, by their number in the original."""
        return frozenset(SLIDES) - frozenset(self.truth.get("slides", SLIDES))


@cache
def reading(name: str) -> Reading:
    """The deck of that name, read."""
    path = COMMITTED.get(name) or _made(name)
    truth = json.loads(path.with_suffix(".truth.json").read_text("utf-8"), parse_float=Decimal, parse_int=Decimal)
    slides = set(truth.get("slides", SLIDES))
    there = frozenset(id for id, slide in SLIDE_OF.items() if slide in slides)
    golden = [_sure(record, there) for record in load(path.with_suffix(".truth.json"), GOLDEN) if record.id in there]
    report = read_report(path, profile=PROFILE)
    expected = _expected(path, truth, there)
    own = report.model_copy(update={"issues": tuple(i for i in report.issues if i.kind != "missing_slide")})
    scores = evaluate(_of(report, there), golden), evaluate_issues(own, expected)
    return Reading(name, report, truth, scores[0], expected, scores[1], there)


def _sure(record: Record, there: frozenset[str]) -> Record:
    """The record of a deck that was made, so nothing in it is uncertain; a base that is on no slide can't be stated."""
    stated = record.of_basis == "column_header" or BASE_OF[record.id] in there
    return record.model_copy(update={"association": None, "of_basis": record.of_basis if stated else None})


def _made(name: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="decks-"))
    save(folder, name, *VARIANTS[name]())
    return folder / f"{name}.pdf"


def _expected(path: Path, truth: Mapping[str, Any], there: frozenset[str]) -> tuple[ExpectedIssue, ...]:
    listed = path.with_suffix(".issues.json")
    if listed.exists():
        return load_issues(listed)
    rules = load_rules(PROFILE)
    assert rules is not None
    found = check(_of(as_report(truth, path.name), there), rules)
    return tuple(ExpectedIssue(findings=frozenset(issue.findings), code=issue.code) for issue in found)


def _of(report: Report, there: frozenset[str]) -> Report:
    """The report without the records of slides that are missing."""
    return report.model_copy(
        update={
            "findings": tuple(finding for finding in report.findings if finding.id in there),
            "statements": tuple(statement for statement in report.statements if statement.id in there),
        }
    )


# --- the table of docs/accuracy.md


HEAD = """\
| deck | slides | records | right | wrong | boxes | units, levels | bases | issues | not expected |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
"""


def row(of: Reading) -> str:
    """A line of the table: what is right of how many."""
    found, aspects = of.evaluation, of.evaluation.aspects
    right = found.findings.right + found.statements.right
    wrong = found.findings.wrong + found.statements.wrong + found.findings.extra + found.statements.extra
    required = sum(issue.required for issue in of.expected)
    level_and_unit = tuple(map(sum, zip(aspects["unit"], aspects["level"], strict=True)))
    cells = [
        of.name, len(of.truth["pages"]), len(of.there), right, wrong, _part(aspects["box"]), _part(level_and_unit),
        _part(aspects["base"]), _part((of.issues.found, required)), len(of.issues.extra),
    ]  # fmt: skip
    return "| " + " | ".join(map(str, cells)) + " |\n"


def _part(counts: tuple[int, ...]) -> str:
    return "{}/{}".format(*counts)


def table() -> str:
    return HEAD + "".join(row(reading(name)) for name in NAMES)


def written() -> str:
    """The table as it stands in docs/accuracy.md."""
    start, end = map(re.escape, MARKS)
    found = re.search(f"{start}(.*?){end}", PAGE.read_text("utf-8"), flags=re.DOTALL)
    assert found is not None, f"{PAGE}: no marks"
    return found[1].strip() + "\n"


def main() -> None:
    made = table()
    print(made)
    start, end = MARKS
    before, _, rest = PAGE.read_text("utf-8").partition(start)
    PAGE.write_text(f"{before}{start}\n{made}\n{end}{rest.partition(end)[2]}", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
