"""The first draft of a profile, from one document of its family: what a person then names, sorts out and corrects.

Every page with numbers becomes a slide, every label with the numbers next to it an item. What stands there is what is
printed, with holes for the numbers; what it means (levels, questions, bases, what is a finding at all) only a person
can say, so names are numbered and the file says what to do.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dgreport.extraction.page import Box, Line, Page
from dgreport.extraction.reading.recognise import page_numbers
from dgreport.profile import Profile, label_of

_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w.]*\d)")
_ITEM_NUMBER = re.compile(r"(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+)\s+(?=\D)|[•●○▪■–-]\s*")
_LETTER = re.compile(r"[A-Za-zก-ฮ]")
_WORD = re.compile(r"[A-Za-zก-ฮเ-ไ]")
#: A value has at most so many letters before and after its number: จำนวน 20 หน่วยงาน, คิดเป็น 40 %.
_BEFORE_VALUE, _AFTER_VALUE = 8, 10
#: From this length (characters) on, words without a number are a sentence and not a label.
_SENTENCE = 70

_HEAD = """\
# A draft made from {file}. What is printed is here; what it means is for you to say:
#
# 1. Name the levels, units and sections, and the indicators: the ids of the findings follow from them.
# 2. Put what was asked together into one group, with its heading, shape and base. Strike out what is no finding.
# 3. A label or value that was tied to the wrong other one: move it to its item.
# 4. `dgreport profile check FOLDER {file}` says what is misspelt and what is not found.
#
# docs/profile.md explains every key.
"""


@dataclass(slots=True)
class _Item:
    """A label and the values next to it, as texts with holes."""

    label: str
    box: Box
    values: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return _numbered(" | ".join(part for part in (self.label, *dict.fromkeys(self.values)) if part))


def draft(id: str, file: str, pages: Sequence[Page], lines: Mapping[int, Sequence[Line]]) -> str:
    """The TOML of a profile of that id; `lines` are those of each page, by its number."""
    numbered = page_numbers(pages, lines)
    printed = {
        page.number: [line for line in lines[page.number] if (page.number, line.box) not in numbered]
        for page in pages
    }
    heads = _column_heads(printed.values())
    told: set[str] = set()
    slides = [_slide(number, own, heads, told) for number, own in printed.items() if any(map(_has_value, own))]
    titles = [title for title in dict.fromkeys(map(_title, printed.values())) if title] or [file]
    known = [_numbered(title, named=False) for title in titles if len(title) > 8][:12] or titles[:1]
    levels = [f"level{number} = {{ th = {_quoted(_words(head))} }}" for number, head in enumerate(heads, 1)]
    parts = [
        _HEAD.format(file=file),
        f"id = {_quoted(id)}\ntitle = {_quoted(titles[0])}",
        f"[recognise]\ntexts = [\n{''.join(f'  {_quoted(text)},' + chr(10) for text in known)}]\n"
        f"minimum = {max(1, len(known) // 3)}",
        "\n".join(["[levels]", *levels]) if levels else "",
        '[units]\ncount = { th = "จำนวน", kind = "count" }\npercent = { th = "ร้อยละ", kind = "share", maximum = 100 }\n'
        'number = { th = "ค่า" }',
        "\n".join(["[measures]", *sorted(_measures("\n".join(slides)))]),
        f'[[section]]\nid = "report"\nth = {_quoted(titles[0])}',
        *slides,
    ]
    return "\n\n".join(part.strip() for part in parts if part) + "\n"


def catalogue(profile: Profile) -> str:
    """An en.po for a profile with nothing translated yet: every Thai text that wants English."""
    texts = [profile.title.replace("{year}", "{0}")]
    texts += [level.th for level in profile.levels.values()]
    texts += [unit.th for unit in profile.units.values()]
    texts += [section.th for section in profile.sections]
    for slide in profile.slides:
        texts += [label_of(group, item) for group in slide.groups for item in group.items]
        texts += [rule.text for rule in slide.statements if rule.text]
    entries = [f'msgid {_quoted(text)}\nmsgstr ""' for text in dict.fromkeys(texts) if text]
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: en\\n"'
    return (
        "\n\n".join([f"# {profile.title}: Thai to English. Write the English between the quotes.", head, *entries])
        + "\n"
    )


def _slide(number: int, lines: Sequence[Line], heads: Sequence[str], told: set[str]) -> str:
    """The TOML of one slide; sentences that are in `told`, such as a note on every page, are left out."""
    title = _title(lines)
    own_heads = {level: head for level, head in enumerate(heads, 1) if any(_with_holes(line) == head for line in lines)}
    rest = [line for line in lines if line.text.strip() != title and _with_holes(line) not in own_heads.values()]
    items, sentences = _items(rest)
    out = [f'[[slide]]\nid = "slide{number}"\nsection = "report"\ntitle = {_quoted(_numbered(title, named=False))}']
    if own_heads:
        columns = [f"level{level} = {_quoted(head.replace('{}', '{n}', 1))}" for level, head in own_heads.items()]
        out.append("\n".join(["[slide.columns]", *columns]))
    if items:
        rows = [
            f'  {{ indicator = "slide{number}.item{count}", text = {_quoted(item.text)} }},'
            for count, item in enumerate(items, 1)
        ]
        out.append("\n".join([f'[[slide.group]]\nid = "slide{number}"\nitem = [', *rows, "]"]))
    new = [sentence for sentence in sentences if sentence not in told]
    told.update(new)
    for count, sentence in enumerate(new, 1):
        out.append(f'[[slide.statement]]\nid = "slide{number}.statement{count}"\ntext = {_quoted(sentence)}')
    return "\n\n".join(out)


def _items(lines: Sequence[Line]) -> tuple[list[_Item], list[str]]:
    """Items, and sentences that hold no number."""
    values = [line for line in lines if _is_value(line)]
    labels: list[_Item] = []
    for line in lines:
        if line in values or not _LETTER.search(line.text):
            continue
        above = next((label for label in reversed(labels) if _goes_on(label.box, line)), None)
        if above is None:
            labels.append(_Item(line.text.strip(), line.box))
        else:
            above.label += " " + line.text.strip()
            above.box = (
                min(above.box[0], line.box[0]),
                above.box[1],
                max(above.box[2], line.box[2]),
                line.box[3],
            )
    sentences = [label for label in labels if len(label.label) >= _SENTENCE and not _has_number(label.label)]
    nouns = [label for label in labels if label not in sentences]
    for value in values:
        nearest = min(nouns, key=lambda label: _distance(label.box, value.box), default=None)
        if nearest is not None:
            nearest.values.append(_with_holes(value))
    return [item for item in nouns if item.values or _has_number(item.label)], [each.label for each in sentences]


def _column_heads(pages: Iterable[Sequence[Line]]) -> list[str]:
    """Texts with a hole that stand on one line with one another on most pages that have them: heads of columns."""
    together: Counter[tuple[str, ...]] = Counter()
    for lines in pages:
        rows: dict[int, list[Line]] = defaultdict(list)
        for line in lines:
            if len(_NUMBER.findall(line.text)) == 1 and line.text.rstrip().endswith(")") and _LETTER.search(line.text):
                rows[round(line.box[1])].append(line)
        for row in rows.values():
            if len(row) > 1:
                together[tuple(_with_holes(line) for line in sorted(row, key=lambda line: line.box[0]))] += 1
    commonest = together.most_common(1)
    return list(commonest[0][0]) if commonest and commonest[0][1] > 1 else []


def _title(lines: Sequence[Line]) -> str:
    """The largest words of a page, the upper ones of several."""
    worded = [line for line in lines if _LETTER.search(line.text) and not _is_value(line)]
    if not worded:
        return ""
    largest = max(line.size for line in worded)
    return min((line for line in worded if line.size > 0.97 * largest), key=lambda line: line.box[1]).text.strip()


def _is_value(line: Line) -> bool:
    """Whether a line is numbers with hardly a word: 30 หน่วยงาน, 50 %, จำนวน 20 หน่วยงาน."""
    words = _NUMBER.split(line.text)
    return _has_value(line) and (
        len(_LETTER.findall(words[0])) <= _BEFORE_VALUE and len(_LETTER.findall("".join(words[1:]))) <= _AFTER_VALUE
    )


def _has_value(line: Line) -> bool:
    return _has_number(line.text)


def _has_number(text: str) -> bool:
    return bool(_NUMBER.search(text, _after_item_number(text)))


def _after_item_number(text: str) -> int:
    match = _ITEM_NUMBER.match(text.strip())
    return match.end() if match else 0


def _with_holes(line: Line) -> str:
    text = line.text.strip()
    start = _after_item_number(text)
    return text[:start] + _NUMBER.sub("{}", text[start:])


def _numbered(text: str, named: bool = True) -> str:
    """The text with holes that have names: percent before a % sign, count before words, number otherwise."""
    start = _after_item_number(text)
    text = text[:start] + _NUMBER.sub("{}", text[start:])
    if not named:
        return text
    seen: Counter[str] = Counter()

    def name(hole: re.Match[str]) -> str:
        after = text[hole.end() :].split("|")[0].strip()
        kind = "percent" if after.startswith("%") else "count" if _WORD.match(after) else "number"
        seen[kind] += 1
        return f"{{{kind}{'' if seen[kind] == 1 else seen[kind]}}}"

    return re.sub(r"\{\}", name, text)


def _measures(text: str) -> Iterator[str]:
    for hole in set(re.findall(r"\{((?:percent|count|number)\d*)\}", text)):
        yield f'{hole} = {{ unit = "{hole.rstrip("0123456789")}" }}'


def _words(head: str) -> str:
    return re.split(r"[({]", head)[0].strip() or head


def _goes_on(box: Box, line: Line) -> bool:
    """Whether a line goes on below a label: right under it, flush with it on either side or centred."""
    if _after_item_number(line.text):
        return False
    other = line.box
    shifts = (box[0] - other[0], box[2] - other[2], (box[0] + box[2] - other[0] - other[2]) / 2)
    return min(map(abs, shifts)) < line.size / 2 and -0.2 * line.size < other[1] - box[3] < 0.6 * line.size


def _distance(label: Box, value: Box) -> float:
    """How far a value is from a label, in points; across a row counts less than across rows."""
    across = max(0.0, value[0] - label[2], label[0] - value[2])
    down = max(0.0, value[1] - label[3], label[1] - value[3])
    return across + 6 * down


def _quoted(text: str) -> str:
    """The text as a TOML string."""
    return json.dumps(text, ensure_ascii=False)
