"""What does not add up: the rules of a profile's checks.toml, applied to the findings of a report.

Each rule is arithmetic; an Issue arises only where no rounding explains what is found. A rule whose findings are not
there, or have no value, says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatchmethod
from itertools import chain, pairwise

from dgreport.check_rules import (
    CheckRules,
    Compare,
    Expression,
    KnownBase,
    Label,
    Message,
    Missing,
    Name,
    Ranking,
    Rule,
    Shares,
    Text,
)
from dgreport.extraction.checking.messages import Speaker, Word, places
from dgreport.extraction.checking.quantities import Numbers, Quantity, distance, order, share
from dgreport.model import Finding, Issue, Report, Statement


def check(report: Report, rules: CheckRules) -> tuple[Issue, ...]:
    """The issues of a report, in the order of its pages, then of the rules. The report's own issues are left alone."""
    checker = _Checker(report, rules)
    found: dict[int, list[_Found]] = {}
    codes: set[str] = set()
    for depends in (False, True):
        for position, rule in enumerate(rules.spread):
            if bool(rule.only_with) is depends and (not depends or codes & set(rule.only_with)):
                found[position] = list(checker.apply(rule))
                codes |= {each.issue.code for each in found[position]}
    in_order = [each for position in sorted(found) for each in found[position]]
    return tuple(each.issue for each in sorted(in_order, key=lambda each: each.first))


@dataclass(frozen=True, slots=True)
class _Found:
    issue: Issue
    first: int  #: the first page or line that it is about


@dataclass(frozen=True, slots=True)
class _Outcome:
    """An outcome of a rule: what to call it, what its message is filled with, and what it is about."""

    name: str
    cited: tuple[Finding | Statement, ...]
    words: Mapping[str, Word]


class _Checker:
    def __init__(self, report: Report, rules: CheckRules) -> None:
        self._messages = rules.messages
        self._numbers = Numbers(report)
        self._statements = {statement.id: statement for statement in report.statements if statement.status == "read"}
        self._speaker = Speaker(report, rules)

    def apply(self, rule: Rule) -> Iterator[_Found]:
        if rule.unless in self._statements:
            return
        told = {name: self._numbers.of(expression) for name, expression in rule.tell.items()}
        known = {name: quantity for name, quantity in told.items() if quantity is not None}
        if len(known) < len(told):
            return
        for outcome in self._outcomes(rule):
            cited = {each.id: each for each in outcome.cited}
            cited |= {each.id: each for quantity in known.values() for each in quantity.findings}
            words: dict[str, Word] = {**known, **outcome.words}
            yield self._issue(rule, self._messages[rule.say[outcome.name]], tuple(cited.values()), words)

    def _issue(
        self, rule: Rule, message: Message, cited: Sequence[Finding | Statement], words: dict[str, Word]
    ) -> _Found:
        if rule.about:
            words["about"] = rule.about
        words["level"] = self._speaker.level(rule.levels[0]) if rule.levels else ""
        findings = [each for each in cited if isinstance(each, Finding)]
        stated = [each.place for each in cited if isinstance(each, Statement) and each.place]
        subject = tuple(dict.fromkeys([*places(findings), *stated]))
        issue = Issue(
            kind=message.kind,
            code=rule.code,
            message=self._speaker.say(message, words, subject),
            findings=tuple(each.id for each in cited),
            places=tuple(dict.fromkeys(each.place for each in cited if each.place is not None)),
        )
        return _Found(issue, min((place.page or place.line or 0 for place in subject), default=0))

    @singledispatchmethod
    def _outcomes(self, rule: Rule) -> Iterator[_Outcome]:
        raise NotImplementedError(rule)

    @_outcomes.register
    def _compare(self, rule: Compare) -> Iterator[_Outcome]:
        if rule.pairs:
            yield from self._compare_pairs(rule)
            return
        left, right = self._possible(rule.left), self._possible(rule.right)
        if left is None or right is None:
            return
        name = _SIDES[order(left, right)]
        if name in rule.say:
            words: dict[str, Word] = {"left": left, "right": right, "gap": distance(left, right)}
            covered = share(left, right)
            yield _Outcome(name, _cited(left, right), words | ({"covered": covered} if covered is not None else {}))

    def _compare_pairs(self, rule: Compare) -> Iterator[_Outcome]:
        """All pairs on the side that is told, in one outcome; none if one of the numbers isn't known."""
        side = next(iter(rule.say))
        lefts, rights = self._each([pair.left for pair in rule.pairs]), self._each([pair.right for pair in rule.pairs])
        if lefts is None or rights is None:
            return
        apart = [(left, right) for left, right in zip(lefts, rights, strict=True) if _SIDES[order(left, right)] == side]
        if apart:
            each = self._messages[rule.say[side]].each
            said = self._speaker.pairs((each, {"left": left, "right": right}) for left, right in apart)
            yield _Outcome(side, _cited(*chain.from_iterable(apart)), {"pairs": said})

    @_outcomes.register
    def _shares(self, rule: Shares) -> Iterator[_Outcome]:
        bases = self._each([rule.base] if rule.other is None else [rule.other, rule.base])
        counts = self._each([pair.count for pair in rule.pairs])
        percents = self._each([pair.percent for pair in rule.pairs])
        if bases is None or counts is None or percents is None:
            return
        pairs, (other, base) = list(zip(counts, percents, strict=True)), (bases[0], bases[-1])
        unfit = [pair for pair in pairs if not _fits(*pair, base)]
        if "elsewhere" in rule.say and any(_fits(*pair, other) for pair in unfit):
            each = self._messages[rule.say["elsewhere"]].each
            said = self._speaker.pairs(
                (each, {"count": count, "percent": percent} | _on(count, base)) for count, percent in pairs
            )
            cited = _cited(*chain.from_iterable(pairs), *bases)
            yield _Outcome("elsewhere", cited, {"base": base, "other": other, "pairs": said})
        for count, percent in unfit:
            if "neither" in rule.say and not _fits(count, percent, other):
                words: dict[str, Word] = {"count": count, "percent": percent, "base": base, "other": other}
                yield _Outcome("neither", _cited(count, percent, *bases), words | _on(count, base))

    @_outcomes.register
    def _known_base(self, rule: KnownBase) -> Iterator[_Outcome]:
        base, known = self._numbers.of(rule.base), self._numbers.all(rule.known)
        if base is None or known is None:
            return
        unlike = base.is_possible and all(order(base, each) for each in known)
        name = "impossible" if not base.is_possible else "unknown" if unlike else ""
        if name in rule.say:
            yield _Outcome(name, _cited(base), {"base": base, "known": known[0]})

    @_outcomes.register
    def _missing(self, rule: Missing) -> Iterator[_Outcome]:
        of = self._possible(rule.of)
        listed = [self._item(pair.listed) for pair in rule.pairs]
        figures = [self._numbers.findings.get(pair.figure) if pair.figure else None for pair in rule.pairs]
        lost = any(figure.status in ("unreadable", "not_in_source") for figure in figures if figure)
        if of is None or of.high <= 0 or lost or not all(listed):
            return
        has = [figure is not None and figure.value is not None for figure in figures]
        absent = [(pair, item) for pair, item, there in zip(rule.pairs, listed, has, strict=True) if item and not there]
        if not absent or (any(pair.figure for pair in rule.pairs) and not any(has)):
            return
        each = self._messages[rule.say["missing"]].each
        said = self._speaker.pairs((each, self._listed(pair.listed, of)) for pair, _ in absent)
        words: dict[str, Word] = {"total": len(has), "present": sum(has), "absent": len(absent), "of": of}
        yield _Outcome("missing", (*(item for _, item in absent), *of.findings), words | {"pairs": said})

    @_outcomes.register
    def _label(self, rule: Label) -> Iterator[_Outcome]:
        value = self._possible(rule.of)
        if value is None or value.label is None:
            return
        label = _plain(value.label.th)
        thai = next((name for name in rule.names if _plain(name.th) in label), None)
        english = next((name for name in rule.names if _plain(name.en) in label), None)
        named = [name for name in (thai, english) if name and name.finding in self._numbers.findings]
        if not named or len(named) < sum(1 for name in (thai, english) if name):
            return
        words: dict[str, Word] = {"value": value}
        if thai and english and thai is not english:
            outcome, named = "two_names", [english, thai]
            words |= {"thai": thai.th, "english": english.en}
        else:
            score = self._possible(named[0].finding)
            outcome, named = ("wrong" if score and order(score, value) else ""), named[:1]
        if outcome in rule.say:
            said = self._speaker.pairs(self._scored(name, self._messages[rule.say[outcome]]) for name in named)
            cited = (*value.findings, *(self._numbers.findings[name.finding] for name in named))
            yield _Outcome(outcome, cited, words | {"pairs": said})

    @_outcomes.register
    def _ranking(self, rule: Ranking) -> Iterator[_Outcome]:
        ranked = [(self._numbers.findings.get(id), self._possible(id)) for id in rule.of]
        known = [(finding.rank, value) for finding, value in ranked if finding and finding.rank and value]
        if len(known) < sum(1 for finding, _ in ranked if finding and finding.rank):
            return
        known.sort(key=lambda pair: pair[0])
        wrong: list[tuple[int, Quantity]] = []
        for before, after in pairwise(known):
            side = order(after[1], before[1]) * (-1 if rule.ascending else 1)
            if side > 0 or (side and before[0] == after[0]):
                wrong += [before, after]
        if wrong:
            each = self._messages[rule.say["order"]].each
            once = dict(zip((value.findings[0].id for _, value in wrong), wrong, strict=True))
            said = self._speaker.pairs((each, {"rank": rank, "value": value}) for rank, value in once.values())
            yield _Outcome("order", _cited(*(value for _, value in once.values())), {"pairs": said})

    def _possible(self, expression: Expression | None) -> Quantity | None:
        quantity = self._numbers.of(expression) if expression is not None else None
        return quantity if quantity is not None and quantity.is_possible else None

    def _item(self, id: str) -> Finding | Statement | None:
        """A statement that was read, or a finding with its number."""
        finding = self._numbers.findings.get(id)
        return finding if finding is not None and finding.value is not None else self._statements.get(id)

    def _listed(self, id: str, whole: Quantity) -> dict[str, Word]:
        quantity = self._possible(id)
        made = share(quantity, whole) if quantity is not None else None
        return {"listed": quantity, "share": made} if quantity is not None and made is not None else {}

    def _scored(self, name: Name, message: Message) -> tuple[Text | None, dict[str, Word]]:
        score = self._possible(name.finding)
        return (message.without, {"name": name}) if score is None else (message.each, {"name": name, "score": score})

    def _each(self, expressions: Sequence[Expression]) -> tuple[Quantity, ...] | None:
        """All the numbers, None if one can't be known."""
        found = [self._possible(each) for each in expressions]
        known = tuple(each for each in found if each is not None)
        return known if len(known) == len(found) else None


_SIDES = {-1: "below", 0: "", 1: "above"}


def _fits(count: Quantity, percent: Quantity, base: Quantity) -> bool:
    made = share(count, base)
    return made is not None and order(made, percent) == 0


def _on(count: Quantity, base: Quantity) -> dict[str, Word]:
    made = share(count, base)
    return {"on_base": made} if made is not None else {}


def _cited(*quantities: Quantity) -> tuple[Finding, ...]:
    return tuple({finding.id: finding for quantity in quantities for finding in quantity.findings}.values())


def _plain(text: str) -> str:
    """Without white space, in small letters: how names are compared."""
    return "".join(text.split()).casefold()
