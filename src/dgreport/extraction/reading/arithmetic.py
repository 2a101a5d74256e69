"""What must hold between the numbers of a slide: a share is its count's, a ranking falls or rises."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from dgreport.extraction.reading.demand import Demand
from dgreport.profile import finding_id


@dataclass(frozen=True, slots=True)
class Arithmetic:
    bases: Mapping[str, Decimal]
    known: Mapping[str, Decimal]

    def with_bases_among(self, read: Iterable[tuple[Demand, Mapping[str, Decimal]]]) -> Arithmetic:
        """The same, with the bases that stand on the slide itself as they are read there."""
        own = dict(self.known)
        for demand, holes in read:
            for name, value in holes.items():
                own[finding_id(demand.item, demand.level, name)] = value
        return replace(self, known=own)

    def faults(self, demand: Demand, holes: Mapping[str, Decimal]) -> int | None:
        """0 if the share is the count's on its base, 1 if not, None if that can't be told."""
        base = self._base(demand)
        count = next((holes[name] for name in holes if name not in ("percent", "rank")), None)
        if base is None or count is None or "percent" not in holes or base == 0:
            return None
        return 0 if is_share(count, base, holes["percent"]) else 1

    def _base(self, demand: Demand) -> Decimal | None:
        name = demand.item.base if demand.item.base is not None else demand.group.base
        if name is None:
            return None
        if name == "column":
            return self.bases.get(demand.level)
        return self.known.get(name.format(level=demand.level))


def is_share(count: Decimal, base: Decimal, percent: Decimal) -> bool:
    """Whether `percent` is count / base, rounded to as many decimals as it is printed with."""
    exponent = percent.as_tuple().exponent
    half = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) / 2
    return abs(100 * count / base - percent) <= half


def disorder(read: Iterable[tuple[Demand, dict[str, Decimal]]]) -> Iterable[int]:
    """1 for each step of a printed ranking at which the value rises though the others fall, or the other way round."""
    rankings: dict[tuple[int, str], list[tuple[int, Decimal]]] = defaultdict(list)
    for demand, holes in read:
        rank = int(holes["rank"]) if "rank" in holes else demand.rank
        value = holes.get("percent")
        if rank is not None and value is not None:
            rankings[id(demand.group), demand.level].append((rank, value))
    for ranking in rankings.values():
        values = [value for _, value in sorted(ranking)]
        falls = sum(a < b for a, b in itertools.pairwise(values))
        rises = sum(a > b for a, b in itertools.pairwise(values))
        yield min(falls, rises)
