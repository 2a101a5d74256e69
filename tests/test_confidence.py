"""How sure a reading is said to be, against how often it is right on decks that were made hard to read."""

from __future__ import annotations

import itertools
import re
from functools import cache

import pytest

import perturbing
from dgreport.extraction.reading.confidence import SETTLED, confidence
from perturbing import CHANGES, DECKS, PAGE, Tally, labels_away, perturbed, sheets, tally

#: A class with fewer readings than this tells nothing.
ENOUGH = 40


@cache
def measured() -> tuple[Tally, int]:
    """A quarter of the pages of half of the decks, at the greater strength: every change on two designs."""
    decks = [(DECKS[k % 4], change, 12.0) for k, change in enumerate(CHANGES)]
    decks += [(DECKS[(k + 2) % 4], change, 12.0) for k, change in enumerate(CHANGES)]
    return tally(decks, slice(1, None, 4))


def chance(*classes: tuple[float, int]) -> float:
    """Two standard errors of the difference of (share, readings): what chance alone may do."""
    return 2 * float(sum(share * (1 - share) / read for share, read in classes)) ** 0.5


def test_a_lower_class_is_not_more_often_right_than_a_higher_one() -> None:
    counts, unread = measured()
    levels: dict[float, list[int]] = {}
    for (_, level), (right, read) in counts.items():
        levels.setdefault(level, [0, 0])
        levels[level] = [levels[level][0] + right, levels[level][1] + read]
    shares = {level: (right / read, read) for level, (right, read) in levels.items() if read >= ENOUGH}
    print({level: f"{share:.3f} of {read}" for level, (share, read) in sorted(shares.items(), reverse=True)}, unread)
    assert len(shares) >= 4
    for higher, lower in itertools.pairwise(sorted(shares, reverse=True)):
        assert shares[lower][0] <= shares[higher][0] + chance(shares[higher], shares[lower]), (higher, lower, shares)


def test_what_is_sure_is_right_and_what_nobody_could_tell_is_not_read() -> None:
    counts, unread = measured()
    sure = [pair for (_, level), pair in counts.items() if level >= 0.97]
    assert sum(right for right, _ in sure) / sum(read for _, read in sure) > 0.97
    assert unread > 50


def test_the_issue_names_both_readings() -> None:
    report = perturbed(sheets(DECKS[2]), labels_away, 0, 12.0).read()
    unread = {finding.id for finding in report.findings if finding.status == "unreadable"}
    said = {issue.findings[0]: issue.message.en or "" for issue in report.issues if issue.code.startswith("unreadable.")}
    assert unread <= set(said)
    both = [re.search(r"it may be ([\d,.]+) or ([\d,.]+), and neither", message) for message in said.values()]
    found = [match.groups() for match in both if match]
    assert found
    thai = [issue.message.th for issue in report.issues if "อาจเป็น" in issue.message.th]
    assert len(thai) == sum("it may be" in message for message in said.values()) >= len(found)


def test_the_page_has_the_classes_of_the_program() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (?:(\d+) and more|(\d+) to \d+|) ?\| (0\.\d+) \|", PAGE.read_text("utf-8"), re.M)
    assert len(rows) == 7
    for evidence, at_least, between, level in rows:
        margin = float(at_least or between or SETTLED)
        assert confidence(evidence, margin) == float(level)  # type: ignore[arg-type]


def test_the_measured_table_is_in_order_and_complete() -> None:
    text = PAGE.read_text("utf-8").partition(perturbing.MARKS[0])[2].partition(perturbing.MARKS[1])[0]
    rows = re.findall(r"^\| (0\.\d\d) \| (\w+) \| ([\d,]+) \| ([\d,]+) \| ([\d.]+)% \|$", text, re.M)
    assert len(rows) >= 6
    for level, evidence, read, right, share in rows:
        n, good = int(read.replace(",", "")), int(right.replace(",", ""))
        assert float(share) == pytest.approx(100 * good / n, abs=0.06)
        assert float(level) in {confidence(evidence, margin) for margin in (1.0, 3.0, 8.0)} | {0.6}  # type: ignore[arg-type]
    shares = [(float(share) / 100, n) for _, _, read, _, share in rows if (n := int(read.replace(",", ""))) >= 100]
    for higher, lower in itertools.pairwise(shares):
        assert lower[0] <= higher[0] + chance(higher, lower)
