"""What a check found, said in Thai and English: templates filled with numbers, names and places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from dgreport.check_rules import PLACEHOLDER, CheckRules, Message, Noun, Text
from dgreport.extraction.checking.quantities import Quantity
from dgreport.model import Bilingual, Finding, Place, Report, Unit

Language = Literal["th", "en"]
#: What a placeholder stands for.
Word = Quantity | Bilingual | Text | str | int

#: Said where there is no number, such as a share of nothing.
NOTHING = "–"

_ONE = Decimal(1)
#: Findings of these roles, the sizes of survey and response, are printed again and again: what is told of their shares
#: stands where the shares are.
_BASES = frozenset({"base", "surveyed", "responded"})


class Speaker:
    """Fills the messages of one report."""

    def __init__(self, report: Report, rules: CheckRules) -> None:
        self._units: dict[str, Unit] = {unit.id: unit for unit in report.units}
        self._levels = {level.id: level.name for level in report.levels}
        self._page, self._line = rules.page, rules.line

    def level(self, id: str) -> Bilingual:
        """The name of a level."""
        return self._levels.get(id, Bilingual(th=id))

    def say(self, message: Message, words: Mapping[str, Word], subject: Sequence[Place]) -> Bilingual:
        """The message with its words put in, after the places that it is about."""
        said = self.fill(message, words)
        return Bilingual(th=self._placed(said.th, subject, "th"), en=self._placed(said.en or "", subject, "en"))

    def fill(self, text: Text, words: Mapping[str, Word]) -> Bilingual:
        return Bilingual(th=self._fill(text.th, words, "th"), en=self._fill(text.en, words, "en"))

    def pairs(self, pairs: Iterable[tuple[Text | None, Mapping[str, Word]]]) -> Bilingual:
        """What is said of each pair, one after the other."""
        said = [self.fill(text, words) for text, words in pairs if text]
        return Bilingual(th="; ".join(text.th for text in said), en="; ".join(text.en or "" for text in said))

    def _fill(self, template: str, words: Mapping[str, Word], language: Language) -> str:
        return PLACEHOLDER.sub(lambda hole: self._word(words.get(hole[1], NOTHING), hole[2], language), template)

    def _word(self, word: Word, attribute: str | None, language: Language) -> str:
        if isinstance(word, Quantity):
            return self._number(word, attribute, language)
        if isinstance(word, Text | Bilingual):
            return _in(word, language)
        return str(word)

    def _number(self, quantity: Quantity, attribute: str | None, language: Language) -> str:
        match attribute:
            case "n":
                return str(len(quantity.terms))
            case "terms":
                return " + ".join(number(term) for term in quantity.terms)
            case "list":
                return joined([number(term) for term in quantity.terms], language)
            case "where":
                return self._where(places(quantity.findings), language)
            case "first":
                return self._number(quantity.terms[0], None, language) if quantity.terms else ""
            case "label":
                return _in(quantity.label, language) if quantity.label else ""
            case "name":
                return _in(quantity.name, language) if quantity.name else ""
        said = number(quantity)
        if quantity.is_share:
            return f"ร้อยละ {said}" if language == "th" else f"{said}%"
        unit = self._units.get(quantity.unit)
        if attribute != "unit" or unit is None:
            return said
        is_one = language == "en" and quantity.said == (_ONE, _ONE)
        return f"{said} {unit.singular if is_one and unit.singular else _in(unit.name, language)}"

    def _placed(self, sentence: str, subject: Sequence[Place], language: Language) -> str:
        where = self._where(subject, language)
        return f"{where[0].upper()}{where[1:]}: {sentence}" if where else sentence

    def _where(self, subject: Sequence[Place], language: Language) -> str:
        pages = sorted({place.page for place in subject if place.page is not None})
        lines = sorted({place.line for place in subject if place.line is not None})
        noun, numbers = (self._page, pages) if pages else (self._line, lines)
        return f"{_noun(noun, len(numbers), language)} {joined(_runs(numbers), language)}" if numbers else ""


def places(findings: Iterable[Finding]) -> tuple[Place, ...]:
    """Where findings stand; sizes of the survey and the response only if there is nothing else."""
    given = tuple(findings)
    subject = [finding for finding in given if finding.role not in _BASES] or given
    return tuple(dict.fromkeys(finding.place for finding in subject if finding.place is not None))


def number(quantity: Quantity) -> str:
    """The number without its unit: thousands separated, the ends of a range joined by a dash."""
    first, last = (format(end, ",f") for end in quantity.said)
    return first if first == last else f"{first}–{last}"


def joined(parts: Sequence[str], language: Language) -> str:
    """A list in running text: a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {'และ' if language == 'th' else 'and'} {parts[-1]}"


def _runs(numbers: Sequence[int]) -> list[str]:
    """Numbers in order; three or more that follow each other as first–last."""
    runs: list[list[int]] = []
    for each in numbers:
        if runs and each == runs[-1][-1] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return [text for run in runs for text in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run))]


def _noun(noun: Noun, count: int, language: Language) -> str:
    if language == "th":
        return noun.th
    return noun.en if count == 1 else noun.plural


def _in(text: Text | Bilingual, language: Language) -> str:
    return text.th if language == "th" else text.en or text.th
