"""Which value is whose, on places made by hand: exact choices in every manner, and how clear they are."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dgreport.extraction.page import Box
from dgreport.extraction.reading.assign import FORBIDDEN, Assignment, assignments, solve
from dgreport.extraction.reading.rivals import rivals_of


def box(x: float, y: float, width: float = 40, height: float = 10) -> Box:
    return x, y, x + width, y + height


ROWS = [box(50, 100 + 30 * k, 60 + 25 * k) for k in range(4)]
MANNERS = {
    "right of its label": [box(300, 100 + 30 * k) for k in range(4)],
    "under its label": [box(50, 113 + 30 * k) for k in range(4)],
    "over its label": [box(50, 87 + 30 * k) for k in range(4)],
    "left of its label": [box(5, 100 + 30 * k) for k in range(4)],
    "at the end of a bar": [box(200 + 90 * (k * 7 % 4), 100 + 30 * k) for k in range(4)],
}


@pytest.mark.parametrize("values", MANNERS.values(), ids=MANNERS)
@pytest.mark.parametrize("seed", range(4))
def test_values_are_given_out_in_the_manner_of_the_design(values: list[Box], seed: int) -> None:
    order = list(range(4))
    random.Random(seed).shuffle(order)
    best = assignments(ROWS, [values[k] for k in order])[0]
    assert [order[value] for value in best.choice] == [0, 1, 2, 3]


def test_columns_with_values_at_any_height() -> None:
    labels = [box(100 + 120 * k, 400) for k in range(4)]
    values = [box(100 + 120 * k, 380 - 60 * (k * 3 % 4)) for k in range(4)]
    assert assignments(labels, values)[0].choice == (0, 1, 2, 3)


def test_values_beside_their_labels_by_turns_are_in_their_rows() -> None:
    """Labels flush with the values of every second row: each value is nearer to the label of another row."""
    labels = [box(190, 136, 510), box(300, 196, 540), box(470, 257, 230)]
    values = [box(740, 125, 60, 36), box(69, 186, 60, 36), box(751, 246, 40, 36)]
    assert assignments(labels, values)[0].choice == (0, 1, 2)


def test_a_radar_is_read_by_directions() -> None:
    angles = np.radians([90, 162, 234, 306, 18])
    labels = [box(400 + 150 * np.cos(a) - 20, 300 - 150 * np.sin(a) - 5) for a in angles]
    radii = [60, 110, 35, 90, 75]
    values = [box(400 + r * np.cos(a) - 20, 300 - r * np.sin(a) - 5) for a, r in zip(angles, radii, strict=True)]
    assert assignments(labels, values)[0].choice == (0, 1, 2, 3, 4)


def test_a_label_without_value_is_told_by_the_manner_of_the_others() -> None:
    values = [MANNERS["right of its label"][k] for k in (0, 1, 3)]
    assert assignments(ROWS, values)[0].choice == (0, 1, -1, 2)


def test_a_number_too_many_is_left() -> None:
    values = [box(700, 20), *MANNERS["right of its label"]]
    assert assignments(ROWS, values)[0].choice == (1, 2, 3, 4)


def test_what_is_forbidden_is_not_given() -> None:
    forbidden = np.zeros((2, 2))
    forbidden[0, 0] = forbidden[1, 1] = FORBIDDEN
    assert assignments(ROWS[:2], MANNERS["right of its label"][:2], forbidden)[0].choice == (1, 0)
    assert solve(np.array([[FORBIDDEN, FORBIDDEN], [1.0, 2.0]])).choice == (-1, 0)


def test_nothing_comes_of_nothing() -> None:
    assert assignments([], ROWS) == []
    assert assignments(ROWS, []) == []


def test_ways_are_different_and_the_cheapest_comes_first() -> None:
    ways = assignments(ROWS, MANNERS["under its label"])
    assert len({way.choice for way in ways}) == len(ways) <= 12
    assert [way.cost for way in ways] == sorted(way.cost for way in ways)


# --- how clear it is


def margins(labels: list[Box], values: list[Box], questions: list[str] | None = None) -> list[tuple[int, float]]:
    best, *others = assignments(labels, values)
    rivals = rivals_of(best, others, labels, values, questions or ["q"] * len(labels))
    return [(rival.value, round(rival.margin)) for rival in rivals]


def test_rows_in_line_with_their_values_are_clear() -> None:
    found = margins(ROWS, MANNERS["right of its label"])
    assert [value for value, _ in found] == [1, 0, 3, 2] or all(margin >= 50 for _, margin in found)
    assert min(margin for _, margin in found) >= 50


def test_a_value_halfway_between_two_labels_is_not() -> None:
    labels = [box(50, 100), box(50, 130)]
    (first, a), (second, b) = margins(labels, [box(300, 115), box(300, 115)])
    assert (first, second) == (1, 0)
    assert a == b == 0


def test_one_value_for_two_labels_that_are_as_near_is_nobodys() -> None:
    labels = [box(50, 100), box(50, 130)]
    best, *others = assignments(labels, [box(300, 115)])
    rival = rivals_of(best, others, labels, [box(300, 115)], ["q", "q"])[best.choice.index(0)]
    assert (rival.value, rival.margin) == (-1, 0.0)


def test_labels_in_one_place_count_as_one() -> None:
    label = box(50, 100)
    found = margins([label, label, box(50, 200)], [box(50, 113), box(50, 126), box(50, 213)])
    assert all(margin > 20 for _, margin in found)


def test_other_ways_are_rivals_too() -> None:
    way, other = Assignment((0, 1), 2.0), Assignment((1, 0), 2.5)
    rivals = rivals_of(way, [other], ROWS[:2], ROWS[:2], ["q", "r"])
    assert [(rival.value, rival.margin) for rival in rivals] == [(1, 1.0), (0, 1.0)]


def test_a_question_in_a_manner_of_its_own_is_clear_among_others() -> None:
    """Three labels with their values beside them, and another question with its value far under its label."""
    labels = [box(400, 100 + 15 * k, 70) for k in range(3)] + [box(50, 100, 200)]
    values = [box(600, 100 + 15 * k) for k in range(3)] + [box(150, 160)]
    assert assignments(labels, values)[0].choice == (0, 1, 2, 3)
    alone = margins(labels, values, ["q", "q", "q", "r"])
    assert min(margin for _, margin in alone) >= 20


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(5)), st.floats(-300, 300), st.floats(-200, 200))
def test_the_order_of_labels_and_where_the_page_lies_do_not_matter(order: list[int], dx: float, dy: float) -> None:
    labels = [box(50, 100 + 25 * k, 60 + 10 * k) for k in range(5)]
    values = [box(300, 100 + 25 * k) for k in range(5)]

    def moved(each: Box) -> Box:
        return each[0] + dx, each[1] + dy, each[2] + dx, each[3] + dy

    best = assignments([moved(labels[k]) for k in order], [moved(value) for value in values])[0]
    assert list(best.choice) == order
