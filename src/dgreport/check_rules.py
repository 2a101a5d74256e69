"""What must add up in a report family, declared as data: the grammar of a profile's checks.toml.

A rule names findings by their ids, never by their values. Six kinds are enough; docs/checks.md shows each:

    compare       a number against a number: sums and bases, means, parts and wholes, the same thing printed twice
    shares        percentages against their counts, on the base that is stated and on another
    known_base    the base of some figures must be one of the bases that the report gives
    missing       of figures listed together, some have a number and some don't
    label         a printed name must be that of the finding whose number stands with it, in both languages
    ranking       the numbers must follow the printed ranks

What a rule finds is an outcome (`below`, `above`, …); `say` gives the message of each. An outcome without a message is
allowed to happen. In ids and codes {level} and {item} stand for each of the rule's `levels` and `items`.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, ValidationError, model_validator

from dgreport.errors import BadProfile
from dgreport.profile import profile_folders

PLACEHOLDER = re.compile(r"\{([a-z_]+)(?:\.([a-z]+))?\}")
#: What can be said of a number beside itself: with its unit; what it was made of, as a sum, as a list, the first of
#: them, how many; where it stands; what it is called in full, and among its like.
ATTRIBUTES = frozenset({"", "unit", "terms", "list", "first", "n", "where", "label", "name"})


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(_Declared):
    """The same in Thai and English."""

    th: str
    en: str


class Noun(Text):
    """What a place is called: สไลด์ / slide, slides."""

    plural: str


class Message(Text):
    """How an outcome is said; the placeholders of each kind are in docs/checks.md.

    `each` is what {pairs} says of one pair, `without` the same where the pair has no number.
    """

    kind: str
    each: Text | None = None
    without: Text | None = None


class Operation(_Declared):
    """A number made from numbers: exactly one of these."""

    sum: tuple[Expression, ...] = ()
    mean: tuple[Expression, ...] = ()
    max: tuple[Expression, ...] = ()  #: the first of the largest
    min: tuple[Expression, ...] = ()  #: the last of the smallest
    less: tuple[Expression, ...] = Field(default=(), description="[whole, part]: the rest")
    share: tuple[Expression, ...] = Field(default=(), description="[part, whole]: the percentage")
    part: tuple[Expression, ...] = Field(default=(), description="[percentage, whole]: how many that is, whole numbers")
    implied: tuple[tuple[Expression, Expression], ...] = Field(
        default=(), description="[[count, percentage], …]: the base that all of them fit"
    )

    @model_validator(mode="after")
    def _is_one(self) -> Operation:
        given = [name for name in type(self).model_fields if getattr(self, name)]
        if len(given) != 1:
            raise ValueError(f"give one operation, not {len(given)}")
        if given[0] in ("less", "share", "part") and len(getattr(self, given[0])) != 2:
            raise ValueError(f"{given[0]} takes two numbers")
        return self


#: The id of a finding, an operation on such, or 1: the whole that percentages are of.
Expression = Annotated[
    Annotated[str, Tag("id")] | Annotated[Literal[1], Tag("whole")] | Annotated[Operation, Tag("operation")],
    Discriminator(lambda given: "id" if isinstance(given, str) else "whole" if isinstance(given, int) else "operation"),
]


class Comparison(_Declared):
    left: Expression
    right: Expression


class Share(_Declared):
    count: Expression
    percent: Expression


class Listed(_Declared):
    """Something listed (a finding or a statement) and the finding of the figure that belongs to it, if any may."""

    listed: str
    figure: str | None = None


class Name(Text):
    """The name of a finding, as far as it is needed to know it by."""

    finding: str


class _Rule(_Declared):
    code: str
    levels: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    about: Text | None = None
    tell: Mapping[str, Expression] = Field(
        default_factory=dict, description="more numbers, named for the message; their findings are cited"
    )
    unless: str | None = Field(default=None, description="id of a statement of the source that explains it")
    only_with: tuple[str, ...] = Field(default=(), description="codes: told only if one of them found something")
    say: Mapping[str, str] = Field(description="outcome -> message")

    outcomes: ClassVar[frozenset[str]]
    words: ClassVar[frozenset[str]]  #: placeholders of the message
    pair_words: ClassVar[frozenset[str]] = frozenset()  #: placeholders within a pair

    @model_validator(mode="after")
    def _knows_outcomes(self) -> _Rule:
        if unknown := sorted(set(self.say) - self.outcomes):
            raise ValueError(f"{self.code}: no outcome {unknown[0]}; there are {', '.join(sorted(self.outcomes))}")
        return self

    def placeholders(self) -> frozenset[str]:
        """What its messages may say."""
        return self.words | set(self.tell) | {"level"} | ({"about"} if self.about else set())

    def spread(self) -> Iterator[Rule]:
        """The rule for each of its items and levels."""
        declared = self.model_dump(exclude_unset=True)
        for item, level in product(self.items or ("",), self.levels or ("",)):
            put = {"{level}": level, "{item}": item}
            own = {"levels": (level,) if level else (), "items": (item,) if item else ()}
            spread: Any = type(self).model_validate(_put(declared, put) | own)
            yield spread

    def needs(self) -> frozenset[str]:
        """The findings and statements without which it can say nothing."""
        parts = {"left", "right", "pairs", "base", "other", "known", "of", "tell"} & set(type(self).model_fields)
        return frozenset(id for name in parts for id in _ids(getattr(self, name)))


def _put(declared: Any, put: Mapping[str, str]) -> Any:
    if isinstance(declared, str):
        for name, value in put.items():
            declared = declared.replace(name, value)
        return declared
    if isinstance(declared, Mapping):
        return {key: _put(value, put) for key, value in declared.items()}
    if isinstance(declared, tuple | list):
        return tuple(_put(value, put) for value in declared)
    return declared


class Compare(_Rule):
    """`left` must equal `right`; one of `below` and `above` left out allows that side. With `pairs`, each pair must."""

    kind: Literal["compare"]
    left: Expression | None = None
    right: Expression | None = None
    pairs: tuple[Comparison, ...] = ()

    outcomes = frozenset({"below", "above"})
    words = frozenset({"left", "right", "gap", "covered", "pairs"})
    pair_words = frozenset({"left", "right"})

    @model_validator(mode="after")
    def _one_way(self) -> Compare:
        if (self.left is None) != (self.right is None) or (self.left is None) != bool(self.pairs):
            raise ValueError(f"{self.code}: give left and right, or pairs")
        if self.pairs and len(self.say) != 1:
            raise ValueError(f"{self.code}: pairs are told for one outcome, not {len(self.say)}")
        return self


class Shares(_Rule):
    """Each percentage must be its count on `base`. `elsewhere`: some fit `other` only; `neither`: one fits none."""

    kind: Literal["shares"]
    pairs: tuple[Share, ...]
    base: Expression
    other: Expression | None = None

    outcomes = frozenset({"elsewhere", "neither"})
    words = frozenset({"base", "other", "count", "percent", "on_base", "pairs"})
    pair_words = frozenset({"count", "percent", "on_base"})


class KnownBase(_Rule):
    """`base` must be one of `known`, which are not cited. `unknown`: it isn't; `impossible`: the shares have none."""

    kind: Literal["known_base"]
    base: Expression
    known: tuple[Expression, ...]

    outcomes = frozenset({"unknown", "impossible"})
    words = frozenset({"base", "known"})


class Missing(_Rule):
    """All of `pairs` have their figure, or none has. Where no figure may be given, none is missed if `of` is nought."""

    kind: Literal["missing"]
    pairs: tuple[Listed, ...]
    of: Expression

    outcomes = frozenset({"missing"})
    words = frozenset({"pairs", "of", "total", "present", "absent"})
    pair_words = frozenset({"listed", "share"})


class Label(_Rule):
    """The printed label of finding `of` names one of `names`, in Thai and English, and its number is that one's.

    `two_names`: Thai and English name different ones; `wrong`: the one named has another number.
    """

    kind: Literal["label"]
    of: str
    names: tuple[Name, ...]

    outcomes = frozenset({"two_names", "wrong"})
    words = frozenset({"value", "thai", "english", "pairs"})
    pair_words = frozenset({"name", "score"})


class Ranking(_Rule):
    """The numbers of the findings `of` follow their printed ranks; what has no rank is left out."""

    kind: Literal["ranking"]
    of: tuple[str, ...]
    ascending: bool = False

    outcomes = frozenset({"order"})
    words = frozenset({"pairs"})
    pair_words = frozenset({"rank", "value"})

    def needs(self) -> frozenset[str]:
        return frozenset()


Rule = Annotated[Compare | Shares | KnownBase | Missing | Label | Ranking, Field(discriminator="kind")]


class CheckRules(_Declared):
    """All rules of a report family with their messages."""

    page: Noun
    line: Noun
    messages: Mapping[str, Message] = Field(default_factory=dict, alias="message")
    rules: tuple[Rule, ...] = Field(default=(), alias="check")

    @cached_property
    def spread(self) -> tuple[Rule, ...]:
        """Every rule for each of its levels and items, in the order declared."""
        return tuple(each for rule in self.rules for each in rule.spread())

    def idle(self, known: Collection[str]) -> Iterator[tuple[str, str]]:
        """Rules that can say nothing at any level, given the ids of findings and statements: code, an id it lacks."""
        lacking: dict[tuple[int, tuple[str, ...]], list[tuple[str, list[str]]]] = {}
        for position, rule in enumerate(self.rules):
            for each in rule.spread():
                missing = sorted(each.needs() - set(known))
                lacking.setdefault((position, each.items), []).append((each.code, missing))
        for variants in lacking.values():
            if all(missing for _, missing in variants):
                yield from ((code, missing[0]) for code, missing in variants)

    @model_validator(mode="after")
    def _messages_can_be_said(self) -> CheckRules:
        codes = {rule.code for rule in self.rules} | {rule.code for rule in self.spread}
        for rule in self.rules:
            for name in rule.say.values():
                if name not in self.messages:
                    raise ValueError(f"{rule.code}: no message {name}")
                _check_words(rule, name, self.messages[name])
            if unknown := [code for code in rule.only_with if code not in codes]:
                raise ValueError(f"{rule.code}: no rule {unknown[0]}")
        return self


def _check_words(rule: _Rule, name: str, message: Message) -> None:
    parts: list[tuple[Text, frozenset[str]]] = [(message, rule.placeholders())]
    parts += [(text, rule.pair_words) for text in (message.each, message.without) if text]
    for text, known in parts:
        for word, attribute in PLACEHOLDER.findall(text.th + text.en):
            if word not in known or attribute not in ATTRIBUTES:
                written = f"{word}.{attribute}" if attribute else word
                raise ValueError(f"message {name}, used by {rule.code}: nothing is called {{{written}}}")


def _ids(declared: Any) -> Iterator[str]:
    """The ids in an expression, or in anything made of expressions; a figure that may be missing is none of them."""
    if isinstance(declared, str):
        yield declared
    elif isinstance(declared, Listed):
        yield declared.listed
    elif isinstance(declared, BaseModel):
        yield from (id for name in type(declared).model_fields for id in _ids(getattr(declared, name)))
    elif isinstance(declared, Mapping):
        yield from (id for value in declared.values() for id in _ids(value))
    elif isinstance(declared, tuple):
        yield from (id for value in declared for id in _ids(value))


def load_rules(source: str | Path) -> CheckRules | None:
    """The rules of the profile of that id, or in that folder or checks.toml; None where the profile declares none.

    Raises BadProfile if there is no such profile, or naming the file, the key and what is wrong with it.
    """
    path = Path(source)
    if not path.exists():
        by_id = {folder.name.replace("_", "-"): folder for folder in profile_folders()}
        if str(source) not in by_id:
            raise BadProfile(f"{source}: no such profile; give a folder with checks.toml or one of: {', '.join(by_id)}")
        path = by_id[str(source)]
    if path.is_dir():
        path = path / "checks.toml"
    if not path.is_file():
        return None
    try:
        return CheckRules.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadProfile(f"{path}: not TOML in UTF-8 ({error}); mend the file and try again") from error
    except ValidationError as error:
        raise BadProfile(f"{path}: " + "; ".join(_complaints(error))) from error


def _complaints(error: ValidationError) -> Iterator[str]:
    for fault in error.errors():
        where = ".".join(str(part + 1) if isinstance(part, int) else part for part in fault["loc"])
        if fault["type"] == "extra_forbidden":
            near = difflib.get_close_matches(str(fault["loc"][-1]), _KEYS, n=1)
            yield f"unknown key {where}" + (f", did you mean {near[0]}?" if near else "")
        else:
            yield f"{where}: {fault['msg'].removeprefix('Value error, ')}".removeprefix(": ")


def _keys(schema: dict[str, Any]) -> Iterator[str]:
    for definition in (schema, *schema.get("$defs", {}).values()):
        yield from definition.get("properties", {})


_KEYS = tuple(dict.fromkeys(_keys(CheckRules.model_json_schema(by_alias=True))))
