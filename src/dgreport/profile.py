"""A report family, declared as data: what its slides say, which words stand for which indicator, what must add up.

A profile is a folder with profile.toml, checks.toml and en.po. It holds no value of a finding, no coordinate, font,
colour or physical page number, so a report with other numbers in another layout reads the same way. docs/profile.md
tells how to write one; `Profile.model_json_schema()` is the grammar.

Texts are matched without white space. In them

    {count}   a hole: a number whose finding is `{indicator}.{level}.count`
    {rank}    a hole: the printed rank of the item
    {}        a hole whose number belongs to no finding
    |         a seam: a design may set what stands before and after it apart, in any direction
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, model_validator

from dgreport.errors import BadProfile
from dgreport.model import Role, SectionKind, Shape, UnitKind

HOLE = re.compile(r"\{([a-z0-9_]*)\}")


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Measure(_Declared):
    """What a hole of this name measures."""

    unit: str


class Unit(_Declared):
    th: str
    singular: str | None = None  #: English after the number 1
    kind: UnitKind = "measure"
    maximum: Decimal | None = None  #: the end of the scale


class LevelName(_Declared):
    th: str


class Item(_Declared):
    """One line of a question: a label and the numbers printed with it.

    `text` is what is printed, with holes and seams. The finding of hole `count` has the id
    `{indicator}.{level}.count` unless `ids` names another; its label is `label`, by default the group's heading and
    the text without its holes.
    """

    indicator: str
    text: str
    label: str | None = None
    levels: tuple[str, ...] | None = None
    base: str | None = None
    ids: Mapping[str, str] = Field(default_factory=dict)
    units: Mapping[str, str] = Field(default_factory=dict)
    ranked: Literal["first", "last"] | None = None  #: the rank that the words claim ("highest", "lowest")
    repeats: bool = False  #: the numbers were printed on another slide already and must be the same
    not_surveyed: bool = False  #: the text says that there is no number
    date: bool = False  #: the text holds one Thai date: {day} {month} {year}
    role: Role = "fact"
    group: str | None = None  #: the group it is told in, where it is printed among those of another; "": told alone
    category: str | None = None  #: what tells it from the others of its group; by default its words
    names: tuple[str, ...] = ()  #: one of these is printed with it: it stands in the label for {}

    @property
    def pieces(self) -> tuple[str, ...]:
        return tuple(piece.strip() for piece in self.text.split("|"))

    @property
    def holes(self) -> tuple[str, ...]:
        return tuple(name for name in HOLE.findall(self.text) if name)


class Group(_Declared):
    """Items asked together, as one question.

    Groups with the same id, on one slide or several, are told as one: the first of them gives title, shape and section.
    A group without items holds those that are printed among the items of others.
    """

    id: str
    title: str | None = None  #: Thai title; by default the heading
    heading: str | None = None  #: the printed heading, with seams where a design may break it off
    shape: Shape = "rows"
    section: str | None = None  #: the section it is told in, where that is not the slide's
    ranked_by_order: bool = False  #: the items are printed by rank without their ranks
    levels: tuple[str, ...] | None = None
    base: str | None = None
    columns: Mapping[str, str] = Field(default_factory=dict)  #: of a table: hole -> printed head of its column
    items: tuple[Item, ...] = Field(alias="item", default=())


class StatementRule(_Declared):
    """Where one statement stands: `text` as it is printed, or the `number`-th bullet or note `under` a text."""

    id: str
    text: str | None = None
    under: str | None = None
    number: int | None = None
    level: str = "all"
    group: str | None = None  #: the group it is told in

    @model_validator(mode="after")
    def _one_way(self) -> StatementRule:
        if (self.text is None) == (self.under is None):
            raise ValueError(f"statement {self.id}: give either text or under")
        return self


class Slide(_Declared):
    """One slide (or page, or table) of the family."""

    id: str
    section: str
    title: str
    level: str | None = None  #: the level of the whole slide, where it has no level columns
    marks: tuple[str, ...] = ()  #: texts that set this slide apart from others with the same labels
    columns: Mapping[str, str] = Field(default_factory=dict)  #: level -> printed head, {n} is the base of the column
    groups: tuple[Group, ...] = Field(alias="group", default=())
    statements: tuple[StatementRule, ...] = Field(alias="statement", default=())


class SectionRule(_Declared):
    id: str
    th: str
    kind: SectionKind = "chapter"
    kicker: str | None = None  #: Thai, the small line above the title


class Recognition(_Declared):
    """A document is of this family if at least `minimum` of `texts` stand in it."""

    texts: tuple[str, ...]
    minimum: int = 1


class Profile(_Declared):
    id: str
    title: str  #: Thai title; {year} is the Buddhist year of the finding `year_from`
    publisher: str = ""
    chapter_term: str | None = None  #: Thai word for a chapter
    year_from: str | None = None
    recognise: Recognition
    slides_share_pages: bool = False  #: several slides (tables) may stand on a page, each from its title to the next
    levels: Mapping[str, LevelName] = Field(default_factory=dict)
    units: Mapping[str, Unit]
    measures: Mapping[str, Measure]
    sections: tuple[SectionRule, ...] = Field(alias="section")
    slides: tuple[Slide, ...] = Field(alias="slide")

    _folder: Path | None = PrivateAttr(default=None)

    @property
    def folder(self) -> Path | None:
        """Where the profile was read from, with its checks.toml and en.po; None where it was made in memory."""
        return self._folder

    def ends(self, item: Item) -> dict[str, Decimal]:
        """Hole -> the end of its unit's scale, for the item's holes whose unit has one."""
        units = {hole: item.units.get(hole) or (m.unit if (m := self.measures.get(hole)) else "") for hole in item.holes}
        return {hole: end for hole, id in units.items() if id in self.units and (end := self.units[id].maximum) is not None}

    def expected(self) -> Iterator[Expected]:
        """Every finding that a complete document of this family holds, in the order of the profile."""
        for slide in self.slides:
            for group in slide.groups:
                for item in group.items:
                    if not item.repeats:
                        yield from expected_of(self, slide, group, item)


class Expected(_Declared):
    """One finding to look for: what is known of it before a document is read."""

    id: str
    indicator: str
    section: str
    slide: str
    group: str
    level: str
    hole: str  #: the hole of the item's text that its value fills; "" where there is no number
    unit: str
    base: str | None  #: "column", or the id of the finding that is the base
    label: str  #: Thai; holes that stand for numbers are left in


def levels_of(slide: Slide, group: Group, item: Item) -> tuple[str, ...]:
    """The levels an item speaks of: its own, else the group's, else the slide's, else its columns', else all."""
    if item.levels is not None:
        return item.levels
    if group.levels is not None:
        return group.levels
    if slide.level is not None:
        return (slide.level,)
    return tuple(slide.columns) or ("all",)


def finding_id(item: Item, level: str, hole: str) -> str:
    """The id of the finding that a hole of an item is read into: the one it names, else indicator, level and hole."""
    return item.ids.get(hole, f"{item.indicator}.{level}.{hole}").format(level=level)


def expected_of(profile: Profile, slide: Slide, group: Group, item: Item) -> Iterator[Expected]:
    base = item.base if item.base is not None else group.base
    for level in levels_of(slide, group, item):
        for hole in _value_holes(item):
            measure = profile.measures.get(hole)
            unit = item.units.get(hole) or (measure.unit if measure else "")
            yield Expected(
                id=finding_id(item, level, hole),
                indicator=item.indicator,
                section=slide.section,
                slide=slide.id,
                group=group.id if item.group is None else item.group,
                level=level,
                hole=hole,
                unit=unit,
                base=base.format(level=level) if base else None,
                label=label_of(group, item),
            )


def _value_holes(item: Item) -> tuple[str, ...]:
    if item.date:
        return ("date",)
    if item.not_surveyed:
        return tuple(item.ids) or ("score",)
    return tuple(hole for hole in item.holes if hole != "rank")


def label_of(group: Group, item: Item) -> str:
    """The Thai label of an item's findings: its own, else the group's heading and its words without the numbers."""
    if item.label is not None:
        return item.label
    words = words_of(item.text)
    heading = " ".join((group.heading or "").replace("|", " ").split())
    return f"{heading}: {words}" if heading and words else heading or words


def words_of(text: str) -> str:
    """The words that a text begins with, without a printed rank, up to its first number or seam."""
    first = re.sub(r"^\s*\{rank\}\s*\.?", "", text.split("|")[0])
    return " ".join(HOLE.split(first)[0].split()).rstrip("( ")


def category_of(item: Item) -> str:
    """What tells an item from the others of its group, in Thai: its own category, else its words."""
    return item.category if item.category is not None else words_of(item.text)


# --- loading


def profile_folders() -> tuple[Path, ...]:
    """The folders of the profiles that come with dgreport."""
    root = Path(__file__).parent / "profiles"
    return tuple(sorted(path.parent for path in root.glob("*/profile.toml")))


def load_profile(source: str | Path) -> Profile:
    """The profile of that id, or in that folder or profile.toml.

    Raises BadProfile, naming the file, the key and the nearest known key, if it is missing or malformed.
    """
    path = Path(source)
    if path.is_dir():
        path = path / "profile.toml"
    if not path.is_file():
        by_id = {folder.name.replace("_", "-"): folder / "profile.toml" for folder in profile_folders()}
        if str(source) not in by_id:
            known = ", ".join(by_id)
            raise BadProfile(f"{source}: no such profile; give a folder with profile.toml or one of: {known}")
        path = by_id[str(source)]
    profile = parse_profile(path.read_bytes(), str(path))
    profile._folder = path.parent
    return profile


def parse_profile(data: bytes, name: str) -> Profile:
    """The profile in TOML bytes; `name` is the file's name for errors."""
    try:
        declared = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadProfile(f"{name}: not TOML in UTF-8 ({error}); mend the file and try again") from error
    try:
        return Profile.model_validate(declared)
    except ValidationError as error:
        raise BadProfile(f"{name}: " + "; ".join(_complaints(error))) from error


def _complaints(error: ValidationError) -> Iterator[str]:
    for fault in error.errors():
        where = ".".join(str(part + 1) if isinstance(part, int) else part for part in fault["loc"])
        if fault["type"] == "extra_forbidden":
            key = str(fault["loc"][-1])
            near = difflib.get_close_matches(key, _KEYS, n=1)
            yield f"unknown key {where}" + (f", did you mean {near[0]}?" if near else "")
        else:
            yield f"{where}: {fault['msg']}"


def _keys(schema: dict[str, Any]) -> Iterator[str]:
    for definition in (schema, *schema.get("$defs", {}).values()):
        yield from definition.get("properties", {})


_KEYS = tuple(dict.fromkeys(_keys(Profile.model_json_schema(by_alias=True))))
