"""Thai text: its characters and what may follow what, and the repair of what PDF text layers do to it.

    characters   classes, legality, written order, one spelling for sara am; pure, no dictionary
    rules        repairs that need no choice: pieces, duplicates, private codes
    signs        signs out of order, twice, or on the letter after their own
    spaces       spaces inside letters and words
    vowels       sara am and sara aa taken for each other
    lexicon      words as the judge of readings (the only place that knows PyThaiNLP's dictionary)
    place        where readings compete, with the letters around it
    repairs      `repair`, with every edit on record

Where the text as it stands can't be right, the lexicon only breaks ties, and without one the likelier kind of damage
is undone. Where it could be right, the lexicon decides: what is written must break a law of spelling or leave letters
unexplained that the other reading explains. Once a text has shown a kind of damage beyond doubt, a clearly likelier
reading of the same kind is taken as well; a text that shows none keeps what it says.
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
from dgreport.extraction.thai.lexicon import first_word
from dgreport.extraction.thai.repairs import Repair, damage, repair, replay, undo

__all__ = [
    "ABOVE_VOWELS", "BELOW_VOWELS", "CONSONANTS", "FOLLOWING_VOWELS", "LAKKHANGYAO", "LEADING_VOWELS", "MAITAIKHU",
    "MAI_HAN_AKAT", "MARKS", "MARK_SEQUENCE", "NIKHAHIT", "PHINTHU", "PRIVATE_USE", "SARA_A", "SARA_AA", "SARA_AM",
    "THANTHAKHAT", "TONES", "YAMAKKAN", "Repair", "canonical", "clusters", "compose", "damage", "first_word",
    "illegal", "is_legal", "is_mark", "is_thai", "normal", "real_characters", "repair", "replay", "undo",
]
