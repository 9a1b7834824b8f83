"""The stretches of a question that say what rows are about, where a name is a subject and no owner."""

import re

_ABOUT = re.compile(
    r"\b(?:om|about|regarding|concerning|vedrørende|vedrørande|angående|angåande|når det gjelde?r?|med tanke på"
    r"|when it comes to|in terms of)\b(?P<about>.*?)"
    r"(?=\s(?:som |that |which )?(?:har|have|has|skal|må|must|eier|eig|er|are|is|starter|startar|starts?|gjelder|gjeld"
    r"|går|runs?|(?:i|in|fra|frå|from) (?:19|20)\d\d)\b|[,;?!]|$)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:at|innsats\w*|commitments?)\b(?P<about>[^,;?!]*)", re.IGNORECASE)
_QUOTED = re.compile(r"[«\"“](?P<about>[^»\"”]+)[»\"”]")


class Regions:
    """Those stretches of one question."""

    def __init__(self, text: str) -> None:
        self._spans = [
            match.span("about") for pattern in (_ABOUT, _CLAUSE, _QUOTED) for match in pattern.finditer(text)
        ]
        self._text = text.casefold()

    def hold(self, position: int) -> bool:
        """Whether a position of the text is in one of them."""
        return any(start <= position < end for start, end in self._spans)

    def have(self, word: str) -> bool:
        """Whether a word or phrase, lower case, stands in one of them."""
        return any(f" {word} " in f" {' '.join(self._text[start:end].split())} " for start, end in self._spans)
