"""Thai characters: their classes, what may follow what, and the three ways to write the same thing made one.

Everything here is pure, works on strings, and knows no dictionary and no PDF. The classes and the table of what may
stand over or under a consonant are those of the Thai API Consortium's input and output method (WTT 2.0, part 2, table
of sequence checks), over the repertoire of TIS 620-2533 as encoded in Unicode (U+0E01 to U+0E5B). WTT lets a following
vowel stand almost anywhere and leaves the rest to a strict mode; here a following vowel needs its consonant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

CONSONANTS = "".join(map(chr, range(0x0E01, 0x0E2F)))  #: ko kai to ho nokhuk, ru and lu with them
LEADING_VOWELS = "\N{THAI CHARACTER SARA E}\N{THAI CHARACTER SARA AE}\N{THAI CHARACTER SARA O}" \
                 "\N{THAI CHARACTER SARA AI MAIMUAN}\N{THAI CHARACTER SARA AI MAIMALAI}"
SARA_A = "\N{THAI CHARACTER SARA A}"
SARA_AA = "\N{THAI CHARACTER SARA AA}"
SARA_AM = "\N{THAI CHARACTER SARA AM}"
LAKKHANGYAO = "\N{THAI CHARACTER LAKKHANGYAO}"
FOLLOWING_VOWELS = SARA_A + SARA_AA + SARA_AM
MAI_HAN_AKAT = "\N{THAI CHARACTER MAI HAN-AKAT}"
ABOVE_VOWELS = MAI_HAN_AKAT + "\N{THAI CHARACTER SARA I}\N{THAI CHARACTER SARA II}" \
                              "\N{THAI CHARACTER SARA UE}\N{THAI CHARACTER SARA UEE}"
BELOW_VOWELS = "\N{THAI CHARACTER SARA U}\N{THAI CHARACTER SARA UU}"
PHINTHU = "\N{THAI CHARACTER PHINTHU}"
TONES = "\N{THAI CHARACTER MAI EK}\N{THAI CHARACTER MAI THO}\N{THAI CHARACTER MAI TRI}\N{THAI CHARACTER MAI CHATTAWA}"
MAITAIKHU = "\N{THAI CHARACTER MAITAIKHU}"
THANTHAKHAT = "\N{THAI CHARACTER THANTHAKHAT}"
NIKHAHIT = "\N{THAI CHARACTER NIKHAHIT}"
YAMAKKAN = "\N{THAI CHARACTER YAMAKKAN}"

#: Every sign that stands over or under the consonant before it.
MARKS = ABOVE_VOWELS + BELOW_VOWELS + PHINTHU + TONES + MAITAIKHU + THANTHAKHAT + NIKHAHIT + YAMAKKAN

#: The forms that fonts keep for a sign moved out of the way of another, and two consonants without their lower part.
#: The code points are Microsoft's for Thai fonts; they are the column "win_pua" of HarfBuzz's hb-ot-shaper-thai.cc, and
#: agree with 1,153 pairs (private code, ToUnicode) found in real files.
PRIVATE_USE: dict[str, str] = {
    chr(0xF700 + offset): char
    for offset, char in enumerate(
        "\N{THAI CHARACTER THO THAN}"
        + ABOVE_VOWELS[1:]  # moved left: i, ii, ue, uee
        + (TONES + THANTHAKHAT)  # low and left
        + (TONES + THANTHAKHAT)  # low
        + "\N{THAI CHARACTER YO YING}"
        + MAI_HAN_AKAT + NIKHAHIT + MAITAIKHU  # left
        + (TONES + THANTHAKHAT)  # left
        + BELOW_VOWELS + PHINTHU  # lower
    )
}

#: Those of fonts for the Macintosh (the column "mac_pua" of the same table; ICU's ThaiShaping has the same).
_MAC_TONES = "".join(3 * sign for sign in TONES + THANTHAKHAT)  # left, low, low and left
_MAC_FORMS = (
    MAI_HAN_AKAT + ABOVE_VOWELS[1:] + MAITAIKHU + _MAC_TONES + NIKHAHIT
    + "\N{THAI CHARACTER YO YING}" + BELOW_VOWELS + PHINTHU + "\N{THAI CHARACTER THO THAN}"
)
PRIVATE_USE |= {chr(0xF884 + offset): char for offset, char in enumerate(_MAC_FORMS)}

_C = f"[{CONSONANTS}]"
_TONE = f"[{TONES}]"
_I, _II, _UE, _UEE = tuple(ABOVE_VOWELS[1:])
_U, _UU = tuple(BELOW_VOWELS)

#: The signs that one consonant may carry, in their order (WTT 2.0: CP in the rows CONS, BV, BD, AD and AV).
MARK_SEQUENCE = (
    f"(?:[{_I}{_U}][{TONES}{THANTHAKHAT}{NIKHAHIT}]?"
    f"|[{_II}{_UEE}][{TONES}{MAITAIKHU}]?"
    f"|[{MAI_HAN_AKAT}{_UE}{_UU}]{_TONE}?"
    f"|[{PHINTHU}{TONES}{THANTHAKHAT}{NIKHAHIT}{MAITAIKHU}{YAMAKKAN}])"
)
_NOT_CELL = f"{CONSONANTS}{LEADING_VOWELS}{FOLLOWING_VOWELS}{LAKKHANGYAO}{MARKS}"
#: One unit of legal text: a consonant with its leading vowel, its signs and its following vowel; or anything else.
_UNIT = (
    f"(?:[{LEADING_VOWELS}]?{_C}(?:{_TONE}?(?:{SARA_AA}{SARA_A}?|{SARA_A}|{SARA_AM})|{MARK_SEQUENCE}?)"
    f"|(?<=[ฤฦ]){LAKKHANGYAO}"
    f"|[^{_NOT_CELL}{''.join(PRIVATE_USE)}])"
)
_LEGAL = re.compile(f"(?>{_UNIT})*+")
_CLUSTER = re.compile(f"[^{MARKS}][{MARKS}]*|[{MARKS}]+", re.DOTALL)
_RANK = {
    **dict.fromkeys(BELOW_VOWELS + PHINTHU, 0),
    **dict.fromkeys(ABOVE_VOWELS + MAITAIKHU, 1),
    **dict.fromkeys(TONES, 2),
    **dict.fromkeys(THANTHAKHAT + NIKHAHIT + YAMAKKAN, 3),
}
_MARK_RUN = re.compile(f"[{MARKS}]{{2,}}")
_OF_RANK = ["".join(mark for mark in MARKS if _RANK[mark] == rank) for rank in range(4)]
#: Where of two signs the second comes first in the written order: behind the first one.
_DISORDERED = "|".join(f"(?<=[{''.join(_OF_RANK[rank + 1 :])}])[{_OF_RANK[rank]}]" for rank in range(3))
_DECOMPOSED_AM = re.compile(f"{NIKHAHIT}({_TONE}?){SARA_AA}|({_TONE}){NIKHAHIT}{SARA_AA}")
_PRIVATE = str.maketrans(PRIVATE_USE)
#: What `normal` changes. All of it begins with one class of characters, which is looked for quickly.
_NOT_NORMAL = re.compile(
    f"[{MARKS}{''.join(PRIVATE_USE)}]"
    f"(?:(?<=[{''.join(PRIVATE_USE)}])|{_DISORDERED}|(?<={NIKHAHIT}){_TONE}?{SARA_AA}|(?<={_TONE}){NIKHAHIT}{SARA_AA})"
)


def is_thai(char: str) -> bool:
    """True for an assigned character of the Thai block (U+0E01 to U+0E3A, U+0E3F to U+0E5B)."""
    return "\u0e01" <= char <= "\u0e3a" or "\u0e3f" <= char <= "\u0e5b"


def is_mark(char: str) -> bool:
    """True for a sign that stands over or under the consonant before it."""
    return char in _RANK


def clusters(text: str) -> Iterator[tuple[int, int]]:
    """The spans [start, end) of each character with its signs; signs with nothing before them are one span."""
    for match in _CLUSTER.finditer(text):
        yield match.span()


def is_legal(text: str) -> bool:
    """True where every sign stands on a consonant that can carry it, in the written order, and every vowel has its
    consonant. Text that is not Thai is legal; private-use forms and a sara am in two pieces are not.

    >>> is_legal("ที่สำนักงาน 12 แห่ง"), is_legal("ท่ี"), is_legal("สีาร"), is_legal("น ้า")
    (True, False, False, False)
    """
    return _LEGAL.fullmatch(text) is not None


def illegal(text: str) -> list[int]:
    """The offsets of the characters that can't stand where they do; empty where `is_legal`. Linear in the length."""
    found: list[int] = []
    position = 0
    while position < len(text):
        match = _LEGAL.match(text, position)
        position = match.end() if match else position
        if position < len(text):
            found.append(position)
            position += 1
    return found


def real_characters(text: str) -> str:
    """Private-use forms (see `PRIVATE_USE`) as the characters they show; other private-use codes stay."""
    return PRIVATE_USE.get(text, text) if len(text) == 1 else text.translate(_PRIVATE)


def canonical(text: str) -> str:
    """The signs of each consonant in the written order: vowel or maitaikhu, tone, then the other signs.

    Two signs of the same kind keep their order, and nothing is dropped.

    >>> canonical("ท่ี") == "ที่"
    True
    """
    return _MARK_RUN.sub(lambda run: "".join(sorted(run[0], key=_RANK.__getitem__)), text)


def compose(text: str) -> str:
    """Sara am in one piece: nikhahit and sara aa, with the tone before or between them, as tone and sara am.

    Unicode gives U+0E33 the compatibility decomposition U+0E4D U+0E32, which no NFC joins again.

    >>> compose("น\N{THAI CHARACTER NIKHAHIT}้า") == compose("น้\N{THAI CHARACTER NIKHAHIT}า") == "น้ำ"
    True
    """
    return _DECOMPOSED_AM.sub(lambda match: (match[1] or match[2] or "") + SARA_AM, text)


def normal(text: str) -> str:
    """`text` with its private-use forms, its signs in order and its sara am composed: the same sounds, one spelling."""
    return compose(canonical(real_characters(text))) if _NOT_NORMAL.search(text) else text
