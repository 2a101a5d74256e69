"""What is known of a slide while a text is read: what is asked, what is settled, and the numbers not yet given out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from dgreport.extraction.plain.running import RunningText
from dgreport.extraction.plain.runs import Run, Words, kind_is_bare
from dgreport.extraction.reading.demand import Demand, Position, number_of
from dgreport.extraction.reading.search import Match
from dgreport.model import Evidence
from dgreport.profile import HOLE, Profile, Slide, expected_of, levels_of


class Sheet:
    """One slide. `known` are values of other slides by finding id."""

    def __init__(self, profile: Profile, slide: Slide, text: RunningText, known: Mapping[str, Decimal]) -> None:
        self.slide = slide
        self.text = text
        self.words = Words(slide, text)
        self.heads: dict[str, Match] = {}
        self.bases: dict[str, Decimal] = {}  #: level -> n of its column's head
        self.demands = tuple(
            Demand(group, item, level, open=[piece for piece in item.pieces if values_in(piece)])
            for group in slide.groups
            for item in group.items
            for level in levels_of(slide, group, item)
        )
        self.is_in_order = self.words.is_whole  #: whether the order of the text says anything
        self.taken: set[Position] = set()
        self.doubtful: dict[str, Run] = {}  #: by finding id; taken for it where its shares bear it out
        self._known = known
        self._parts = _parts_of(profile)
        self._own: dict[str, tuple[Demand, str]] = {}
        for demand in self.demands:
            item = demand.item.model_copy(update={"levels": (demand.level,)})
            if not item.repeats:
                for expected in expected_of(profile, slide, demand.group, item):
                    self._own[expected.id] = demand, expected.hole
            found = self.words.found.get(demand.item.pieces[0], [])
            demand.label = found[0] if found else None
        for level, head in slide.columns.items():
            heads = text.find(head)
            numbers = {n.text for match in heads if (n := match.hole("n"))}
            if heads:
                self.heads[level] = heads[0]
            if len(numbers) == 1:
                self.bases[level] = number_of(numbers.pop())

    @property
    def columns(self) -> tuple[str, ...]:
        """The levels in the order of their heads, where these are printed in one line."""
        lines = {match.spans[0][0] for match in self.heads.values()}
        if len(self.heads) < 2 or len(lines) > 1:
            return ()
        return tuple(sorted(self.heads, key=lambda level: self.heads[level].spans[0]))

    def base_id(self, demand: Demand) -> str | None:
        base = demand.item.base if demand.item.base is not None else demand.group.base
        return base.format(level=demand.level) if base else None

    def base(self, demand: Demand) -> Decimal | None:
        """The number that a demand's shares are of, as far as it is settled."""
        id = self.base_id(demand)
        if id is None:
            return None
        if id == "column":
            return self.bases.get(demand.level)
        if id in self._own:
            demand, hole = self._own[id]
            return demand.numbers.get(hole)
        return self._known.get(id)

    def is_of_parts(self, demand: Demand) -> bool:
        """Whether the answers to its question exclude each other."""
        return demand.group.id in self._parts

    def id_of(self, demand: Demand) -> str | None:
        """The finding that a demand with one value gives."""
        ids = [id for id, (own, _) in self._own.items() if own is demand]
        return ids[0] if len(ids) == 1 else None

    def finding(self, id: str) -> tuple[Demand, str] | None:
        """The demand and hole of this slide that give the finding of that id."""
        return self._own.get(id)

    def repeated(self, demand: Demand) -> Demand | None:
        """The demand of this slide that a repeating one repeats."""
        for other in self.demands:
            if not other.item.repeats and (other.item.indicator, other.level) == (demand.item.indicator, demand.level):
                return other
        return None

    def free(self, kind: str) -> list[Match]:
        """The numbers of that kind that are not given out, in the order of the text."""
        return [match for match in self.words.values(kind) if self.taken.isdisjoint(match.positions)]

    def bare(self) -> list[Match]:
        """The numbers that stand without any words."""
        return [match for match in self.free("{}") if kind_is_bare(match, self.text)]

    def fill(self, demand: Demand, run: Run, evidence: Evidence) -> None:
        """Give a demand what a run holds."""
        demand.label = run.label or demand.label
        for piece, match in zip(run.pieces, run.matches, strict=True):
            demand.fill(piece, match, self.text, evidence)
        demand.open = [piece for piece in demand.open if not demand.holes.keys() >= values_in(piece)]
        self.taken |= run.positions


def _parts_of(profile: Profile) -> frozenset[str]:
    """The groups of shape "parts"; the first of a name gives the shape of all."""
    shapes: dict[str, str] = {}
    for slide in profile.slides:
        for group in slide.groups:
            shapes.setdefault(group.id, group.shape)
    return frozenset(id for id, shape in shapes.items() if shape == "parts")


def values_in(piece: str) -> set[str]:
    """The names of the holes that are for values; a rank is none."""
    return {*HOLE.findall(piece)} - {"", "rank"}


def count_of(numbers: Mapping[str, Decimal]) -> Decimal | None:
    """The number counted: what is no share and no rank."""
    return next((value for name, value in numbers.items() if name not in ("percent", "rank")), None)


def siblings(sheet: Sheet, demand: Demand) -> Iterator[Demand]:
    """The demands of the same question at the same level, repetitions apart."""
    for other in sheet.demands:
        is_of_group = other.group is demand.group and other.item.group == demand.item.group
        if is_of_group and other.level == demand.level and not other.item.repeats:
            yield other


def in_one_line(matches: Sequence[Match]) -> bool:
    return len({line for match in matches for line, _, _ in match.spans}) == 1
