"""Printed numbers as what they can stand for, and arithmetic on them.

A count is what it says. A share or a score is rounded to its last printed decimal, so it stands for all the numbers
that round to it; sums, means and shares of such numbers are known as far as their parts are. Two numbers disagree only
where no rounding explains it. All arithmetic is exact (fractions).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal

from dgreport.check_rules import Expression, Operation
from dgreport.model import Bilingual, Finding, Report

#: Decimals of what is computed: a share in percent, a mean beyond the decimals of its parts.
SHARE_DECIMALS = 1
MEAN_DECIMALS = 1


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number between `low` and `high`. Shares are fractions of 1.

    `shown` is what a message says: the number as printed or computed from printed ones, or the ends of a range where
    only that is known. `closed`: the ends themselves are possible, as those of a count are; the end of a rounded number
    is so only for one of the two numbers that it lies between.
    """

    low: Fraction
    high: Fraction
    shown: tuple[Fraction, Fraction]
    unit: str = ""
    is_share: bool = False
    closed: bool = True
    decimals: int = 0  #: as printed; of a share those of its percentage
    printed: bool = True  #: not computed: all its decimals are shown, even .0
    terms: tuple[Quantity, ...] = ()
    findings: tuple[Finding, ...] = ()
    label: Bilingual | None = None  #: what it is called in full
    name: Bilingual | None = None  #: what tells it from its like

    @property
    def is_possible(self) -> bool:
        """Some number is in the range."""
        return self.low <= self.high

    @property
    def said(self) -> tuple[Decimal, Decimal]:
        """`shown`, rounded half up to its decimals; shares in percent."""
        first, last = (_rounded(end, self) for end in self.shown)
        return first, last


class Numbers:
    """The findings of a report as quantities."""

    def __init__(self, report: Report) -> None:
        self.findings = {finding.id: finding for finding in report.findings}
        self._kinds = {unit.id: unit.kind for unit in report.units}

    def of(self, expression: Expression) -> Quantity | None:
        """The number of an expression; None where it can't be known, for want of a finding or of its value."""
        if isinstance(expression, Operation):
            return _operate(expression, self)
        return WHOLE if isinstance(expression, int) else self._printed(expression)

    def all(self, expressions: Iterable[Expression]) -> tuple[Quantity, ...] | None:
        """The numbers of several expressions, without those that were not surveyed; None where one can't be known."""
        surveyed = [each for each in expressions if not self.is_unsurveyed(each)]
        found = [self.of(each) for each in surveyed]
        known = tuple(each for each in found if each is not None)
        return known if known and len(known) == len(found) else None

    def is_unsurveyed(self, expression: Expression) -> bool:
        """The source says that there is no such figure."""
        finding = self.findings.get(expression) if isinstance(expression, str) else None
        return finding is not None and finding.value is None and finding.status == "not_surveyed"

    def _printed(self, id: str) -> Quantity | None:
        finding = self.findings.get(id)
        if finding is None or finding.value is None:
            return None
        kind = self._kinds.get(finding.unit)
        is_share = kind == "share"
        exponent = min(int(finding.value.as_tuple().exponent), 0)
        # Percent are hundredths: two decimals to the right.
        value = Fraction(finding.value.scaleb(-2) if is_share else finding.value)
        half = Fraction(0) if kind == "count" else Fraction(Decimal((0, (5,), exponent - (3 if is_share else 1))))
        return Quantity(
            low=value - half,
            high=value + half,
            shown=(value, value),
            unit=finding.unit,
            is_share=is_share,
            closed=kind == "count",
            decimals=-exponent,
            findings=(finding,),
            label=finding.label,
            name=finding.category or finding.label,
        )


#: The whole that shares are of.
WHOLE = Quantity(Fraction(1), Fraction(1), (Fraction(1), Fraction(1)), is_share=True)


def order(left: Quantity, right: Quantity) -> Literal[-1, 0, 1]:
    """-1 or 1 where `left` is below or above `right` whatever was rounded away, 0 where they can be equal."""
    if left.high < right.low:
        return -1
    if left.low > right.high:
        return 1
    if left.closed or right.closed or (left.low < right.high and right.low < left.high):
        return 0
    return -1 if left.high == right.low else 1


def less(whole: Quantity, part: Quantity) -> Quantity:
    """What is left of `whole` without `part`."""
    first, last = whole.shown[0] - part.shown[1], whole.shown[1] - part.shown[0]
    return _computed((whole, part), whole.low - part.high, whole.high - part.low, (first, last))


def distance(left: Quantity, right: Quantity) -> Quantity:
    """How far apart two numbers are, as a reader would take one from the other."""
    return less(_as_said(right), _as_said(left)) if left.shown < right.shown else less(_as_said(left), _as_said(right))


def _as_said(quantity: Quantity) -> Quantity:
    first, last = (Fraction(end.scaleb(-2) if quantity.is_share else end) for end in quantity.said)
    return replace(quantity, shown=(first, last))


def _rounded(value: Fraction, quantity: Quantity) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    rounded = (exact.scaleb(2) if quantity.is_share else exact).quantize(
        Decimal(1).scaleb(-quantity.decimals), ROUND_HALF_UP
    )
    whole = rounded.to_integral_value()
    return whole if rounded == whole and not quantity.printed else rounded


def share(part: Quantity, whole: Quantity) -> Quantity | None:
    """`part` as a share of `whole`; None of nothing."""
    if whole.low <= 0:
        return None
    ends = part.low / whole.high, part.high / whole.low
    shown = part.shown[0] / whole.shown[1], part.shown[1] / whole.shown[0]
    made = _computed((part, whole), *ends, shown)
    return replace(made, is_share=True, unit="", decimals=SHARE_DECIMALS, printed=False)


def part(percent: Quantity, whole: Quantity) -> Quantity:
    """How many `percent` of `whole` are: the whole numbers that it can stand for, where there are any."""
    first, last = math.ceil(percent.low * whole.low), math.floor(percent.high * whole.high)
    if first > last:
        shown = percent.shown[0] * whole.shown[0], percent.shown[1] * whole.shown[1]
        made = _computed((percent, whole), percent.low * whole.low, percent.high * whole.high, shown)
        return replace(made, is_share=False, unit=whole.unit, decimals=1)
    ends = Fraction(first), Fraction(last)
    return replace(_computed((percent, whole), *ends, ends), is_share=False, unit=whole.unit, decimals=0, closed=True)


def implied(pairs: Sequence[tuple[Quantity, Quantity]]) -> Quantity | None:
    """The base that all pairs of count and percentage fit: not `is_possible` if none does, None if all large do."""
    low = max(math.ceil(count.low / percent.high) for count, percent in pairs if percent.high > 0)
    highs = [math.floor(count.high / percent.low) for count, percent in pairs if percent.low > 0]
    if not highs:
        return None
    ends = Fraction(low), Fraction(min(highs))
    made = _computed(tuple(each for pair in pairs for each in pair), *ends, ends)
    return replace(made, is_share=False, unit=pairs[0][0].unit, decimals=0, closed=True)


def _operate(operation: Operation, numbers: Numbers) -> Quantity | None:
    if operation.implied:
        pairs = [(numbers.of(count), numbers.of(percent)) for count, percent in operation.implied]
        known = [(count, percent) for count, percent in pairs if count is not None and percent is not None]
        return implied(known) if len(known) == len(pairs) else None
    name, operands = next((name, value) for name in _OPERATIONS if (value := getattr(operation, name)))
    known_operands = numbers.all(operands)
    if known_operands is None or not all(each.is_possible for each in known_operands):
        return None
    if name in ("less", "share", "part") and len(known_operands) != 2:
        return None
    return _OPERATIONS[name](known_operands)


def _sum(terms: tuple[Quantity, ...]) -> Quantity:
    shown = sum((term.shown[0] for term in terms), Fraction(0)), sum((term.shown[1] for term in terms), Fraction(0))
    low, high = sum((term.low for term in terms), Fraction(0)), sum((term.high for term in terms), Fraction(0))
    return _computed(terms, low, high, shown)


def _mean(terms: tuple[Quantity, ...]) -> Quantity:
    total, n = _sum(terms), len(terms)
    shown = total.shown[0] / n, total.shown[1] / n
    return replace(total, low=total.low / n, high=total.high / n, shown=shown, decimals=total.decimals + MEAN_DECIMALS)


def _max(terms: tuple[Quantity, ...]) -> Quantity:
    return max(terms, key=lambda term: term.shown)


def _min(terms: tuple[Quantity, ...]) -> Quantity:
    return min(reversed(terms), key=lambda term: term.shown)


def _computed(terms: tuple[Quantity, ...], low: Fraction, high: Fraction, shown: tuple[Fraction, Fraction]) -> Quantity:
    return Quantity(
        low=low,
        high=high,
        shown=shown,
        unit=terms[0].unit,
        is_share=terms[0].is_share,
        closed=all(term.closed for term in terms),
        decimals=max(term.decimals for term in terms),
        terms=terms,
        findings=tuple({finding.id: finding for term in terms for finding in term.findings}.values()),
    )


_OPERATIONS: dict[str, Callable[[tuple[Quantity, ...]], Quantity | None]] = {
    "sum": _sum,
    "mean": _mean,
    "max": _max,
    "min": _min,
    "less": lambda two: less(*two),
    "share": lambda two: share(*two),
    "part": lambda two: part(*two),
}
