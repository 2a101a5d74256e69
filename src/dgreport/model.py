"""The structured model: what a report says, as data. The waist of dgreport: extraction fills it, rendering reads it.

report.json is this model, written and read by `Report.to_json` and `Report.from_json`; its JSON Schema is
`Report.model_json_schema()` (published as docs/report.schema.json). Values are exact decimals and stay as printed
(6.50 stays 6.50), written as strings. Nothing here knows PDF, profiles or fonts.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, field_validator

SCHEMA_VERSION: Literal["1"] = "1"

#: How a value was tied to its label; docs/confidence.md has the table from evidence to confidence.
Evidence = Literal["printed", "geometry", "order", "arithmetic", "none"]
#: Why a value is there or is not.
Status = Literal["read", "not_surveyed", "unreadable", "not_in_source"]

#: What a page of the source is: a slide of its own, or a page of several tables or texts.
PageKind = Literal["slide", "page"]
#: What a section is for: who answered; results over all chapters; one chapter; what the source recommends.
SectionKind = Literal["response", "overview", "chapter", "recommendations"]
#: How the figures of a group belong together; see `Group`.
Shape = Literal["scores", "parts", "ranking", "rows"]
#: What a finding is to the report as a whole; see `Finding.role`.
Role = Literal["fact", "surveyed", "responded", "overall_score", "chapter_score", "base", "note", "restated"]
#: What a unit measures: a share of 100, things counted, an index on a scale, anything else that is measured.
UnitKind = Literal["share", "count", "score", "measure"]

PrintedDecimal = Annotated[
    Decimal, PlainSerializer(lambda value: format(value, "f"), return_type=str, when_used="json")
]


#: Half of a pair of codes that stand for one character: a broken PDF may say it, no file can hold it.
_HALF_PAIR = re.compile("[\ud800-\udfff]")


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def _whole(cls, value: object) -> object:
        """U+FFFD, the sign for what is no character, in the place of half pairs."""
        return _HALF_PAIR.sub("\ufffd", value) if isinstance(value, str) else value


class Place(_Record):
    """Where something stands in the source: a page and box of a PDF, or a line of a text file."""

    page: int | None = Field(default=None, ge=1, description="1-based page of the PDF; null in a text file")
    bbox: tuple[float, float, float, float] | None = Field(
        default=None, description="x0, top, x1, bottom in PDF points, origin top left; null in a text file"
    )
    line: int | None = Field(default=None, ge=1, description="1-based line of a text file; null in a PDF")


class Bilingual(_Record):
    """A text in Thai and English; `en` is null where there is no translation."""

    th: str
    en: str | None = None


class Source(_Record):
    file: str = Field(description="file name, without folders")
    sha256: str
    pages: int = Field(ge=0, description="pages of the PDF; 0 for a text file")


class Level(_Record):
    """A kind of respondent whose figures are told apart, such as departments and provinces, in the order of telling."""

    id: str
    name: Bilingual = Field(description="in running text: ระดับกรม / departments")


class Unit(_Record):
    """A unit of findings, as it is said after a number."""

    id: str
    name: Bilingual = Field(description="หน่วยงาน / agencies")
    singular: str | None = Field(
        default=None, description="English after the number 1: agency; null where it is the same"
    )
    kind: UnitKind = "measure"
    maximum: PrintedDecimal | None = Field(
        default=None, description="end of the scale, such as 100; null where there is none"
    )


class Section(_Record):
    """A part of the source. `kicker` is the small line above its title: เสาที่ 1 / Pillar 1."""

    id: str
    title: Bilingual
    pages: tuple[int, ...] = Field(default=(), description="1-based pages of the source where the section was found")
    kind: SectionKind = "chapter"
    kicker: Bilingual | None = None


class Group(_Record):
    """Findings that are told together: the answers to one question, or figures that bear comparison.

    `shape`: scores, indices on one scale, compared between levels. parts, answers that exclude each other, so that with
    those who gave none they make up the base. ranking, answers of which several may be given, or the first few of a
    list in order. rows, separate facts side by side. `section` is the chapter that the group is told in, which may be
    another than the slide's own (the scores of all chapters may stand on one slide).
    """

    id: str
    section: str
    title: Bilingual = Field(
        description="what was asked or measured, without its number in the source and without values"
    )
    shape: Shape = "rows"


class Finding(_Record):
    """One figure of the report."""

    id: str
    indicator: str
    section: str
    level: str = Field(
        description="a level that the profile declares, such as department or province; all where there is none"
    )
    value: PrintedDecimal | None = Field(description="as printed; null where there is none or it can't be read")
    date: str | None = Field(default=None, description="ISO 8601 (common era) where the finding is a date")
    unit: str
    base: PrintedDecimal | None = Field(default=None, description="the number that a share refers to")
    rank: int | None = None
    label: Bilingual
    place: Place | None = None
    raw: str = Field(default="", description="the characters as printed, value and unit")
    evidence: Evidence = "none"
    confidence: float = Field(default=0.0, ge=0, le=1)
    status: Status = "read"
    role: Role = Field(
        default="fact",
        description="surveyed, responded: size of the survey and of the response (counts and shares, by level); "
        "overall_score: the index over all chapters; chapter_score: that of the chapter that its group is told in; "
        "base: the number of respondents that a part of the report refers to; note: a number within a note on method; "
        "restated: what other findings say already, such as the highest score once more, listed but not told again; "
        "fact: all others",
    )
    group: str = Field(default="", description="id of its group; empty: told alone, in its own section")
    category: Bilingual | None = Field(
        default=None,
        description="what tells it from the others of its group (the answer); null where that is the label",
    )


class Statement(_Record):
    """One sentence of the report that is not a figure: a note or a recommendation."""

    id: str
    section: str
    level: str = "all"
    text: Bilingual
    place: Place | None = None
    status: Status = "read"
    group: str = Field(default="", description="id of the group that it belongs to; empty: none")


class Issue(_Record):
    """Something that does not add up, or could not be read, said in both languages with the findings and places."""

    kind: str
    code: str = ""
    message: Bilingual
    findings: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


class Edit(_Record):
    """One repair of the text: `before` at [start, start+len(before)) became `after`.

    In a report of a PDF `start` counts from the beginning of the line that `place` is in; in a text file, and where a
    whole PDF is explained as one text, from that of the text.
    Replay runs over the edits of a line in order, each on the result of the one before; undo runs backwards.
    """

    rule: str
    before: str
    after: str
    start: int = Field(ge=0, description="offset in the text that this edit was applied to")
    place: Place
    evidence: str


class Report(_Record):
    schema_version: Literal["1"] = SCHEMA_VERSION
    profile: str
    source: Source
    title: Bilingual
    year: int | None = Field(default=None, description="Buddhist era, from the cut-off date")
    chapter_term: Bilingual | None = Field(default=None, description="what a chapter is called, singular: เสา / pillar")
    page_kind: PageKind = Field(default="slide", description="what a page of the source is called where it is cited")
    levels: tuple[Level, ...] = ()
    units: tuple[Unit, ...] = ()
    sections: tuple[Section, ...] = ()
    groups: tuple[Group, ...] = ()
    findings: tuple[Finding, ...] = ()
    statements: tuple[Statement, ...] = ()
    issues: tuple[Issue, ...] = ()
    edits: tuple[Edit, ...] = ()

    def to_json(self) -> str:
        """The report as indented JSON, ending in a line break; the same report gives the same characters."""
        return self.model_dump_json(indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str | bytes) -> Report:
        """A report from JSON; raises pydantic.ValidationError (a ValueError) that names the field at fault."""
        return cls.model_validate_json(text)

    def finding(self, id: str) -> Finding | None:
        """The finding of that id, None where there is none."""
        return next((finding for finding in self.findings if finding.id == id), None)
