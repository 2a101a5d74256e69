"""The findings of a group as rows and columns: one row per indicator, one cell per level and unit.

The rest of the rendering speaks of rows, levels and measures and never looks a finding up by its id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from dgreport.model import Bilingual, Finding, Group, Level, Report, Section, Statement, Unit


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One answer, indicator or fact, with its findings by (level id, unit id). A row is equal to itself alone."""

    name: Bilingual
    cells: Mapping[tuple[str, str], Finding]

    def finding(self, level: Level, unit: Unit) -> Finding | None:
        return self.cells.get((level.id, unit.id))

    def value(self, level: Level, unit: Unit) -> Decimal | None:
        finding = self.finding(level, unit)
        return None if finding is None else finding.value


@dataclass(frozen=True, slots=True)
class Tabulation:
    """A group as a table. `levels` and `units` are those that occur in it, in the order of the report.

    `all_levels` are the ids of the levels of the whole report; `missing_levels` are levels that the group does not have
    although its chapter says that they were not surveyed. `doubtful` are the ids of levels of which a value could
    not be read or is not in the source. `computed`: shares of a group of parts are not printed but made from the counts
    and their base.
    """

    group: Group
    rows: tuple[Row, ...]
    levels: tuple[Level, ...]
    units: tuple[Unit, ...]
    all_levels: tuple[str, ...]
    statements: tuple[Statement, ...] = ()
    statement_levels: tuple[Level, ...] = ()
    missing_levels: tuple[Level, ...] = ()
    doubtful: frozenset[str] = frozenset()
    computed: bool = False

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for row in self.rows for finding in row.cells.values())

    @property
    def pages(self) -> tuple[int, ...]:
        """Pages of the source that the group was read from, ascending."""
        return pages_of([*self.findings, *self.statements])

    @property
    def measure(self) -> Unit | None:
        """The unit to compare rows in: the one that most rows have, a share where two have as many; None for a mixture.

        A mixture is a group where no unit reaches every row with a readable value.
        """
        told = [row for row in self.rows if any(finding.value is not None for finding in row.cells.values())]
        coverage = {
            unit: sum(any(row.finding(level, unit) for level in self.levels) for row in told) for unit in self.units
        }
        whole = [unit for unit in self.units if told and coverage[unit] == len(told)]
        return next((unit for unit in whole if unit.kind == "share"), whole[0] if whole else None)

    def base(self, level: Level, unit: Unit) -> Decimal | None:
        """The base that all shares of a level refer to; None where they have none or several."""
        bases = {finding.base for row in self.rows if (finding := row.finding(level, unit))}
        return bases.pop() if len(bases) == 1 else None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section with what is told in it. `scores` are the chapter scores by level id."""

    section: Section
    groups: tuple[Tabulation, ...]
    scores: Mapping[str, Finding]
    bases: tuple[Finding, ...]


def told(finding: Finding) -> bool:
    """Whether the report has something to say about it: a value, or that there is none. Slides left out say nothing."""
    return finding.status != "not_in_source"


def pages_of(records: Iterable[Finding | Statement]) -> tuple[int, ...]:
    """The pages that the records were read from, ascending, each once."""
    return tuple(sorted({record.place.page for record in records if record.place and record.place.page}))


def levels_of(report: Report) -> tuple[Level, ...]:
    """The levels of the report in its order, with the ones that it uses without naming them at the end."""
    named = {level.id: level for level in report.levels}
    for used in [
        *(finding.level for finding in report.findings),
        *(statement.level for statement in report.statements),
    ]:
        named.setdefault(used, Level(id=used, name=Bilingual(th=used, en=used)))
    return tuple(named.values())


def units_of(report: Report) -> Mapping[str, Unit]:
    """The units of the report by id, with the ones that it uses without naming them."""
    named = {unit.id: unit for unit in report.units}
    for finding in report.findings:
        named.setdefault(finding.unit, Unit(id=finding.unit, name=Bilingual(th=finding.unit, en=finding.unit)))
    return named


def chapters(report: Report) -> tuple[Chapter, ...]:
    """Every section with its groups, in the order of the report; findings without a group make one at the end."""
    scores: dict[str, dict[str, Finding]] = {}
    section_of = {group.id: group.section for group in report.groups}
    for finding in report.findings:
        if finding.role == "chapter_score" and told(finding):
            scores.setdefault(section_of.get(finding.group, finding.section), {})[finding.level] = finding
    result = []
    for section in report.sections:
        unsurveyed = {level for level, score in scores.get(section.id, {}).items() if score.status == "not_surveyed"}
        loose = Group(id="", section=section.id, title=section.title)
        groups = [group for group in report.groups if group.section == section.id]
        tables = [_tabulate(report, group, unsurveyed) for group in [*groups, loose]]
        bases = [f for f in report.findings if f.section == section.id and f.role == "base" and f.value is not None]
        result.append(
            Chapter(section, tuple(table for table in tables if table), scores.get(section.id, {}), tuple(bases))
        )
    return tuple(result)


def _tabulate(report: Report, group: Group, unsurveyed: set[str]) -> Tabulation | None:
    """The group as a table; None where the source has nothing of it."""
    every = [
        finding
        for finding in report.findings
        if finding.role == "fact"
        and finding.date is None
        and (finding.group == group.id if group.id else not finding.group and finding.section == group.section)
    ]
    members = [finding for finding in every if told(finding)]
    statements = tuple(s for s in report.statements if group.id and s.group == group.id and told_statement(s))
    if not members and not statements:
        return None
    # A row is an indicator under a name; where levels give it other names they are other things, in rows of their own.
    name_at: dict[tuple[str, str], Bilingual] = {}
    rows: dict[tuple[str, str], tuple[Bilingual, dict[tuple[str, str], Finding]]] = {}
    for finding in members:
        name = name_at.setdefault((finding.indicator, finding.level), (group.id and finding.category) or finding.label)
        _, cells = rows.setdefault((finding.indicator, name.th), (name, {}))
        cells[finding.level, finding.unit] = finding
    present = {finding.level for finding in members}
    units = units_of(report)
    printed = [Row(name, cells) for name, cells in rows.values()]
    full = [_with_shares(row, units) for row in printed] if group.shape == "parts" else printed
    used = {unit for row in full for _, unit in row.cells}
    levels = levels_of(report)
    return Tabulation(
        group=group,
        rows=tuple(full),
        levels=tuple(level for level in levels if level.id in present),
        units=tuple(unit for unit in units.values() if unit.id in used),
        all_levels=tuple(level.id for level in levels),
        statements=statements,
        statement_levels=tuple(level for level in levels if level.id in {statement.level for statement in statements}),
        missing_levels=tuple(level for level in levels if level.id in unsurveyed - present),
        doubtful=_doubtful(every),
        computed=sum(len(row.cells) for row in full) > len(members),
    )


def _doubtful(findings: Iterable[Finding]) -> frozenset[str]:
    return frozenset(finding.level for finding in findings if finding.status in ("unreadable", "not_in_source"))


def score_table(report: Report, chapters: Iterable[Chapter], title: Bilingual) -> Tabulation | None:
    """The scores of all chapters as one group; None where no chapter has a score."""
    units, levels = units_of(report), levels_of(report)
    scored = [chapter for chapter in chapters if chapter.scores]
    if not scored:
        return None
    rows = tuple(
        Row(chapter.section.title, {(level, score.unit): score for level, score in chapter.scores.items()})
        for chapter in scored
    )
    present = {level for chapter in scored for level in chapter.scores}
    used = {score.unit for chapter in scored for score in chapter.scores.values()}
    return Tabulation(
        group=Group(id="chapter-scores", section="", title=title, shape="scores"),
        rows=rows,
        levels=tuple(level for level in levels if level.id in present),
        units=tuple(unit for unit in units.values() if unit.id in used),
        all_levels=tuple(level.id for level in levels),
        doubtful=_doubtful(finding for finding in report.findings if finding.role == "chapter_score"),
    )


def _with_shares(row: Row, units: Mapping[str, Unit]) -> Row:
    """The row with the shares that its counts make of their base, where the source prints none."""
    share = next((unit.id for unit in units.values() if unit.kind == "share"), None)
    cells = dict(row.cells)
    for (level, unit), count in row.cells.items():
        if units[unit].kind == "count" and share is not None and (level, share) not in cells and count.base:
            value = None if count.value is None else _rounded(count.value / count.base * 100)
            cells[level, share] = count.model_copy(update={"unit": share, "value": value})
    return Row(row.name, cells)


def _rounded(share: Decimal) -> Decimal:
    """To whole numbers, as shares are printed; below 1 to one decimal."""
    return share.quantize(Decimal(1) if share >= 1 or share == 0 else Decimal("0.1"), ROUND_HALF_UP)


def told_statement(statement: Statement) -> bool:
    """Whether the statement was found in the source."""
    return statement.status == "read" and bool(statement.text.th)
