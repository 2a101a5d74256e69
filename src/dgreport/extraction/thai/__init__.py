"""Thai text: its characters and what may follow what, and the repair of what PDF text layers do to it.

    characters   classes, legality, written order, one spelling for sara am; pure, no dictionary
    rules        repairs that need no choice: pieces, duplicates, private codes
    readings     repairs that choose between readings
    lexicon      words as the judge of readings (the only place that knows PyThaiNLP's dictionary)
    repairs      `repair`, with every edit on record
"""

from dgreport.extraction.thai.characters import (
    ABOVE_VOWELS,
    BELOW_VOWELS,
    CONSONANTS,
    FOLLOWING_VOWELS,
    LAKKHANGYAO,
    LEADING_VOWELS,
    MAI_HAN_AKAT,
    MAITAIKHU,
    MARK_SEQUENCE,
    MARKS,
    NIKHAHIT,
    PHINTHU,
    PRIVATE_USE,
    SARA_A,
    SARA_AA,
    SARA_AM,
    THANTHAKHAT,
    TONES,
    YAMAKKAN,
    canonical,
    clusters,
    compose,
    illegal,
    is_legal,
    is_mark,
    is_thai,
    normal,
    real_characters,
)
from dgreport.extraction.thai.repairs import Repair, damage, repair, replay, undo

__all__ = [
    "ABOVE_VOWELS", "BELOW_VOWELS", "CONSONANTS", "FOLLOWING_VOWELS", "LAKKHANGYAO", "LEADING_VOWELS", "MAITAIKHU",
    "MAI_HAN_AKAT", "MARKS", "MARK_SEQUENCE", "NIKHAHIT", "PHINTHU", "PRIVATE_USE", "SARA_A", "SARA_AA", "SARA_AM",
    "THANTHAKHAT", "TONES", "YAMAKKAN", "Repair", "canonical", "clusters", "compose", "damage", "illegal", "is_legal",
    "is_mark", "is_thai", "normal", "real_characters", "repair", "replay", "undo",
]
