"""Printed numbers as ranges; the ends of every range here are worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from dgreport.check_rules import Expression, Operation
from dgreport.extraction.checking.quantities import WHOLE, Numbers, Quantity, distance, order
from dgreport.model import Bilingual, Finding, Report, Source, Unit

KINDS = {"percent": "share", "agencies": "count", "score": "score", "years": "measure"}
FIGURES = {
    "few": ("59", "agencies"),
    "many": ("274", "agencies"),
    "none": ("0", "agencies"),
    "share": ("22", "percent"),
    "fine": ("62.5", "percent"),
    "high": ("66.0", "score"),
    "low": ("47.1", "score"),
    "mean": ("3.1", "years"),
    "lost": (None, "agencies"),
    "unasked": (None, "score"),
}


def numbers() -> Numbers:
    findings = tuple(
        Finding(
            id=id,
            indicator=id,
            section="",
            level="all",
            value=None if value is None else Decimal(value),
            unit=unit,
            label=Bilingual(th=id),
            status="not_surveyed" if id == "unasked" else "read",
        )
        for id, (value, unit) in FIGURES.items()
    )
    units = tuple(Unit.model_validate({"id": id, "name": {"th": id}, "kind": kind}) for id, kind in KINDS.items())
    source = Source(file="a.pdf", sha256="0" * 64, pages=1)
    return Numbers(Report(profile="p", source=source, title=Bilingual(th="ก"), units=units, findings=findings))


def of(expression: Expression) -> Quantity:
    quantity = numbers().of(expression)
    assert quantity is not None
    return quantity


def ends(quantity: Quantity) -> tuple[Fraction, Fraction]:
    return quantity.low, quantity.high


@pytest.mark.parametrize(
    ("id", "low", "high"),
    [
        ("few", "59", "59"),
        ("share", "0.215", "0.225"),
        ("fine", "0.6245", "0.6255"),
        ("high", "65.95", "66.05"),
        ("mean", "3.05", "3.15"),
    ],
)
def test_a_number_stands_for_all_that_round_to_it(id: str, low: str, high: str) -> None:
    assert ends(of(id)) == (Fraction(low), Fraction(high))


def test_sums_and_means_are_as_uncertain_as_their_parts() -> None:
    assert ends(of(Operation(sum=("few", "many")))) == (333, 333)
    assert ends(of(Operation(sum=("share", "fine")))) == (Fraction("0.8395"), Fraction("0.8505"))
    mean = of(Operation(mean=("high", "low")))
    assert (ends(mean), mean.said) == ((Fraction("56.50"), Fraction("56.60")), (Decimal("56.55"), Decimal("56.55")))


def test_what_was_not_surveyed_is_left_out_and_what_was_not_read_makes_all_unknown() -> None:
    assert of(Operation(mean=("high", "unasked"))).said == (Decimal("66.00"), Decimal("66.00"))
    assert numbers().of(Operation(sum=("few", "lost"))) is None
    assert numbers().of(Operation(sum=("few", "nowhere"))) is None
    assert numbers().of("unasked") is None


def test_the_largest_and_the_smallest_are_the_finding_itself() -> None:
    assert [each.id for each in of(Operation(max=("low", "high"))).findings] == ["high"]
    assert [each.id for each in of(Operation(min=("low", "high"))).findings] == ["low"]


def test_shares_parts_and_rests() -> None:
    share = of(Operation(share=("few", "many")))
    assert (share.low, share.said[0]) == (Fraction(59, 274), Decimal("21.5"))
    assert numbers().of(Operation(share=("few", "none"))) is None
    # 21.5 % and 22.5 % of 274 are 58.91 and 61.65
    assert of(Operation(part=("share", "many"))).said == (59, 61)
    # 62.45 % and 62.55 % of 59 are 36.85 and 36.90: no whole number
    nobody = of(Operation(part=("fine", "few")))
    assert (nobody.low, nobody.high, nobody.said[0]) == (Fraction("36.8455"), Fraction("36.9045"), Decimal("36.9"))
    assert of(Operation(less=("many", "few"))).said == (215, 215)
    assert of(Operation(less=(1, "share"))).said == (78, 78)


def test_the_base_that_shares_imply() -> None:
    # 59 / 0.225 = 262.2 and 59 / 0.215 = 274.4
    assert of(Operation(implied=(("few", "share"),))).said == (263, 274)
    # 274 / 0.6255 = 438.05 and 274 / 0.6245 = 438.8: no whole number
    assert not of(Operation(implied=(("many", "fine"),))).is_possible
    assert numbers().of(Operation(sum=(Operation(implied=(("many", "fine"),)), "few"))) is None
    assert numbers().of(Operation(implied=(("few", "lost"),))) is None


def test_order_is_certain_or_none() -> None:
    assert order(of("few"), of("many")) == -1
    assert order(of("many"), of("many")) == 0
    assert order(WHOLE, of("share")) == 1
    assert order(of("high"), of(Operation(max=("high",)))) == 0


def test_rounded_numbers_that_only_touch_are_apart_and_an_exact_one_on_the_edge_is_not() -> None:
    sides = [(Fraction(1), Fraction(2)), (Fraction(2), Fraction(3))]
    touching = [Quantity(*side, shown=side, closed=False) for side in sides]
    edge = Quantity(Fraction(2), Fraction(2), (Fraction(2), Fraction(2)))
    assert (order(*touching), order(touching[1], touching[0])) == (-1, 1)
    assert (order(touching[0], edge), order(edge, touching[1])) == (0, 0)


def test_a_distance_is_what_a_reader_would_work_out() -> None:
    # 66.0 and 56.55: the mean is shown with two decimals
    assert distance(of("high"), of(Operation(mean=("high", "low")))).said == (Decimal("9.45"), Decimal("9.45"))
    assert distance(of("share"), WHOLE).said == (78, 78)
