"""How right a report is: its findings, statements and issues against records checked by a person.

A golden is a JSON file: a list of records, or an object that holds them as `records`. The keys of a record are

    id, level, unit       as in the report
    value                 the number as printed, so 5.0 is not 5; null where there is none
    date                  ISO 8601, of a finding that is a date; without it the date that the record's note begins with
    topic                 the finding's indicator
    of, of_basis          its base, and how the golden knows it: scored where it is stated or a column_header
    rank                  its rank
    label_th              of a statement: what it says
    page, page_hint       1-based page
    occurrences           [{"page": …, "bbox": [x0, top, x1, bottom]}]: all the places where it is printed
    association           "uncertain" where the golden itself is not sure: told apart, not scored

Only `id`, `level`, `unit` and `value` are needed. A record of the unit "text" is a statement, all others are findings.
A finding is right if its value, unit, level and base are; indicator, rank and place are counted beside that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from dgreport.errors import BadGolden
from dgreport.model import Finding, Issue, Place, Report, Statement

#: What makes a record right or wrong, and what is counted beside it.
SCORED = ("value", "unit", "level", "base", "text")
ASPECTS = (*SCORED, "indicator", "rank", "page", "box")

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_STATED = frozenset({"stated", "column_header"})


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Occurrence(_Record):
    page: int
    bbox: tuple[float, float, float, float]  #: x0, top, x1, bottom in PDF points, origin top left


class Record(_Record):
    """One record of a golden; see the module for its keys."""

    id: str
    level: str
    unit: str
    value: Decimal | None
    date: str | None = None
    note: str = ""
    topic: str | None = None
    of: Decimal | None = None
    of_basis: str | None = None
    rank: int | None = None
    label_th: str | None = None
    page: int | None = None
    page_hint: int | None = None
    occurrences: tuple[Occurrence, ...] = ()
    association: str | None = None

    @property
    def is_statement(self) -> bool:
        return self.unit == "text"

    @property
    def day(self) -> str | None:
        if self.date or self.unit != "date":
            return self.date
        match = _ISO_DATE.match(self.note)
        return match[0] if match else None

    @property
    def pages(self) -> frozenset[int]:
        named = (self.page, self.page_hint, *(occurrence.page for occurrence in self.occurrences))
        return frozenset(page for page in named if page is not None)


class ExpectedIssue(_Record):
    """One issue that a report should tell of, known by the findings it names."""

    findings: frozenset[str]
    code: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of records: the golden has the right, wrong and missed ones, the report the right, wrong and extra."""

    right: int = 0
    wrong: int = 0  #: there, but with another value, unit, level or base
    missed: int = 0  #: not there, or without the value
    extra: int = 0  #: there, but the golden has no such record

    @property
    def precision(self) -> float:
        return _share(self.right, self.right + self.wrong + self.extra)

    @property
    def recall(self) -> float:
        return _share(self.right, self.right + self.wrong + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.right, 2 * self.right + 2 * self.wrong + self.missed + self.extra)

    def __str__(self) -> str:
        counts = f"{self.right} right, {self.wrong} wrong, {self.missed} missed, {self.extra} extra"
        return f"{counts}; precision {self.precision:.2%}, recall {self.recall:.2%}, F1 {self.f1:.2%}"


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that is not as the golden has it."""

    id: str
    aspect: str  #: one of ASPECTS, or "missed" or "extra"
    expected: str
    found: str
    place: Place | None = None

    def __str__(self) -> str:
        where = f" (page {self.place.page})" if self.place and self.place.page else ""
        return f"{self.id}: {self.aspect} {self.found or 'nothing'}, expected {self.expected or 'nothing'}{where}"


@dataclass(frozen=True, slots=True)
class Evaluation:
    findings: Score
    statements: Score
    aspects: Mapping[str, tuple[int, int]]  #: aspect -> (right, compared), over findings and statements
    uncertain: tuple[int, int]  #: of the records that the golden is not sure of: (agree with it, all)
    failures: tuple[Failure, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class IssueScore:
    """Issues matched by the set of findings that they name."""

    found: int  #: required ones that the report tells
    missed: tuple[ExpectedIssue, ...]  #: required ones that it does not tell
    optional: int  #: others of the expected ones that it tells
    extra: tuple[Issue, ...]  #: what it tells without being expected


def load(*paths: Path) -> tuple[Record, ...]:
    """The records of golden files. Of several files, later ones add the keys that a record of the first lacks.

    So the boxes of one file and the `of_basis` of another can be scored together. Raises BadGolden.
    """
    merged: dict[str, dict[str, Any]] = {}
    for number, path in enumerate(paths):
        for row in _rows(path):
            if number == 0:
                if row["id"] in merged:
                    raise BadGolden(f"{path}: the id {row['id']} is there twice; give each record an id of its own")
                merged[row["id"]] = row
            elif row["id"] in merged:
                merged[row["id"]] = row | merged[row["id"]]
    names = ", ".join(map(str, paths))
    try:
        return tuple(Record.model_validate(row) for row in merged.values())
    except ValidationError as error:
        raise BadGolden(f"{names}: {_first_fault(error)}") from error


def load_issues(path: Path) -> tuple[ExpectedIssue, ...]:
    """The issues of a JSON list of {"findings": [ids], "code": …, "required": true or false}. Raises BadGolden."""
    try:
        return TypeAdapter(tuple[ExpectedIssue, ...]).validate_python(_json(path))
    except ValidationError as error:
        raise BadGolden(f"{path}: {_first_fault(error)}") from error


def evaluate(report: Report, golden: Iterable[Record]) -> Evaluation:
    """Compare what a report says with the records of a golden, by id."""
    tally = _Tally()
    records = {record.id: record for record in golden}
    items: tuple[Finding | Statement, ...] = (*report.findings, *report.statements)
    found: dict[str, Finding | Statement] = {}
    for item in items:
        if found.setdefault(item.id, item) is not item:
            tally.extra(item)
    agreeing, unsure = 0, 0
    for record in records.values():
        counterpart = found.get(record.id)
        if record.association == "uncertain":
            unsure += 1
            agreeing += counterpart is not None and _agrees(record, counterpart)
        else:
            tally.judge(record, counterpart)
    for item in found.values():
        if item.id not in records and item.status == "read":
            tally.extra(item)
    return Evaluation(
        findings=Score(**tally.findings),
        statements=Score(**tally.statements),
        aspects={aspect: (right, of) for aspect, (right, of) in tally.aspects.items() if of},
        uncertain=(agreeing, unsure),
        failures=tuple(tally.failures),
    )


def evaluate_issues(report: Report, expected: Sequence[ExpectedIssue]) -> IssueScore:
    """Match the issues of a report with the expected ones; each matches one of the other at most."""
    left = list(report.issues)
    found, optional, missed = 0, 0, []
    for wanted in expected:
        match = next((issue for issue in left if frozenset(issue.findings) == wanted.findings), None)
        if match is not None:
            left.remove(match)
            found += wanted.required
            optional += not wanted.required
        elif wanted.required:
            missed.append(wanted)
    return IssueScore(found=found, missed=tuple(missed), optional=optional, extra=tuple(left))


class _Tally:
    """Counts and failures while the records are gone through."""

    def __init__(self) -> None:
        self.findings = dict.fromkeys(("right", "wrong", "missed", "extra"), 0)
        self.statements = dict(self.findings)
        self.aspects = dict.fromkeys(ASPECTS, (0, 0))
        self.failures: list[Failure] = []

    def judge(self, record: Record, item: Finding | Statement | None) -> None:
        counts = self.statements if record.is_statement else self.findings
        if item is None or _is_empty(record, item):
            counts["missed"] += 1
            self.failures.append(Failure(record.id, "missed", _said(record), item.status if item else "", None))
            return
        verdict: Literal["right", "wrong"] = "right"
        for aspect, ok, expected, found in _compare(record, item):
            right, of = self.aspects[aspect]
            self.aspects[aspect] = (right + ok, of + 1)
            if not ok:
                self.failures.append(Failure(record.id, aspect, expected, found, item.place))
                verdict = "wrong" if aspect in SCORED else verdict
        counts[verdict] += 1

    def extra(self, item: Finding | Statement) -> None:
        counts, said = (
            (self.statements, item.text.th)
            if isinstance(item, Statement)
            else (self.findings, item.date or _written(item.value))
        )
        counts["extra"] += 1
        self.failures.append(Failure(item.id, "extra", "", said, item.place))


def _agrees(record: Record, item: Finding | Statement) -> bool:
    return not _is_empty(record, item) and all(ok for aspect, ok, *_ in _compare(record, item) if aspect in SCORED)


def _is_empty(record: Record, item: Finding | Statement) -> bool:
    """Whether the report leaves out what the golden has: no text, no value; or does not say why there is none."""
    if isinstance(item, Statement):
        return item.status != "read" or not item.text.th.strip()
    if record.value is None and record.day is None:
        return item.status in ("unreadable", "not_in_source")
    return item.value is None and item.date is None


def _compare(record: Record, item: Finding | Statement) -> Iterator[tuple[str, bool, str, str]]:
    """Aspect, whether it is right, what was expected, what was found; only what the golden knows and the report can."""
    yield "level", item.level == record.level, record.level, item.level
    if isinstance(item, Finding):
        yield from _compare_finding(record, item)
    else:
        yield "unit", record.is_statement, record.unit, "text"
        if record.label_th is not None:
            same = "".join(item.text.th.split()) == "".join(record.label_th.split())
            yield "text", same, record.label_th, item.text.th
    place = item.place
    if place is not None and place.page is not None:
        if record.pages:
            expected = ", ".join(map(str, sorted(record.pages)))
            yield "page", place.page in record.pages, expected, str(place.page)
        if record.occurrences and place.bbox is not None:
            boxes = ", ".join(f"page {occurrence.page} {occurrence.bbox}" for occurrence in record.occurrences)
            yield "box", _is_inside(place, record.occurrences), boxes, f"page {place.page} {place.bbox}"


def _compare_finding(record: Record, item: Finding) -> Iterator[tuple[str, bool, str, str]]:
    expected, found = record.day or _written(record.value), item.date or _written(item.value)
    yield "value", found == expected, expected, found
    yield "unit", item.unit == record.unit, record.unit, item.unit
    if record.of_basis in _STATED:
        yield "base", item.base == record.of, _written(record.of), _written(item.base)
    if record.topic is not None:
        yield "indicator", item.indicator == record.topic, record.topic, item.indicator
    if record.rank is not None:
        yield "rank", item.rank == record.rank, str(record.rank), str(item.rank or "")


def _is_inside(place: Place, occurrences: Iterable[Occurrence]) -> bool:
    """Whether the centre of the place's box is inside one of the occurrences."""
    if place.bbox is None:
        return False
    x, y = (place.bbox[0] + place.bbox[2]) / 2, (place.bbox[1] + place.bbox[3]) / 2
    return any(
        place.page == occurrence.page
        and occurrence.bbox[0] <= x <= occurrence.bbox[2]
        and occurrence.bbox[1] <= y <= occurrence.bbox[3]
        for occurrence in occurrences
    )


def _said(record: Record) -> str:
    return (record.label_th or "a text") if record.is_statement else record.day or _written(record.value)


def _written(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")


def _share(part: int, whole: int) -> float:
    """The share; 1 of nothing, since nothing was wrong."""
    return part / whole if whole else 1.0


def _rows(path: Path) -> list[dict[str, Any]]:
    data = _json(path)
    rows = data.get("records") if isinstance(data, dict) else data
    if not isinstance(rows, list) or not all(isinstance(row, dict) and isinstance(row.get("id"), str) for row in rows):
        raise BadGolden(f'{path}: not a golden; expected a list of records with an "id" each, alone or as "records"')
    return rows


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except OSError as error:
        raise BadGolden(f"{path}: can't be read ({error.strerror}); check the name") from error
    except ValueError as error:
        raise BadGolden(f"{path}: not JSON in UTF-8 ({error}); was another file meant?") from error


def _first_fault(error: ValidationError) -> str:
    fault = error.errors()[0]
    where = ".".join(map(str, fault["loc"]))
    return f"{where}: {fault['msg']}; mend the record and try again"
