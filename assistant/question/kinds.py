"""The kind of answer that a question asks for."""

import re
from collections.abc import Iterator
from enum import StrEnum

from assistant.question.clauses import asking_part, asks
from assistant.texts import Language
from corpus.words.numbers import ENGLISH_NUMERALS, NUMERALS


class Kind(StrEnum):
    """What sort of answer is asked for."""

    WHO = "who"
    WHEN = "when"
    LIST = "list"
    COUNT = "count"
    STEPS = "steps"
    DEFINITION = "definition"
    AMOUNT = "amount"
    FREQUENCY = "frequency"
    COST = "cost"
    FACT = "fact"
    COMPARE = "compare"


_PLAIN = (  # whom something is for is no question of who does it; "hva er det hver bydel må …" is no definition
    r"\b(?:hvem|kven|whom?)\b.* (?:ment|meint|laga|laget|beregnet|rettet|retta"
    r"|skrevet|skriven|intended|meant|written) (?:for|mot|på|at)\b",
    r"\b(?:for hvem|for kven|for whom)\b",
    r"\b(?:hvem|kven) (?:gjelder|gjeld|gjaldt)\b.* for\b",
    r"\bwho(?:m)? (?:does|do|did) .* apply to\b",
    r"\b(?:hva|kva) er det(?! for no)(?= +\w)",
    r"\b(?:hva|kva) er (?:\w+ ){1,3}?(?:pålag\w+|forplikt\w*|nødt|nøydde?|opptatt\w*|opptekn\w*)\b",
)
_ONE = r"(?:jeg|vi|man|en|dere|eg|me|ein|dykk|i|we|you|one)"
_LISTED = (  # lists asked for without "which", wherever that stands: "treng sjekklista", "gi meg alle de sju …"
    r"\b(?:treng\w*|ønsk\w+|vil ha|gi (?:meg|oss)|gje (?:meg|oss)|vis (?:meg|oss)|need|want"
    r"|give (?:me|us)|show (?:me|us)"
    r"|(?:kan|kunne|can|could) (?:du|dere|de|you) (?:gi|gje|vise|give|show)) (?:\w+ ){0,3}?"
    r"(?:\w*list[ea]n?|checklist|list|alle|all)\b",
    r"\b(?:nevne|nemne|ramse opp|liste opp)\b",
    r"\b(?:si|sei|fortell|fortel) (?:\w+ ){0,2}?(?:alle|all)\b",
    r"\b(?:hvor|kor) mange\b.*\b(?:og|,) (?:hvilke|kva for|hva heter|kva heiter)\b",
    r"\bhow many\b.*\band (?:which|what)\b",
    r"^\W*(?:tegn|teikn|kjennetegn|kjenneteikn|signs?|råd|tips|krav|gevinster|innhold(?:et)?|innhald(?:et)?) "
    r"(?:på|til|i|ved|for|of|to|in)\b",
    r"^\W*(?:\w+ )?sjekkliste\w*\b",
)
_STEPWISE = (r"\b(?:steg|trinn) for (?:steg|trinn)\b|\bstep by step\b|\b(?:stegvis|trinnvis)\b",)
_WHICH = r"(?:hvilke|hvilken|hvilket|kva(?: for(?: ei[nt]?)?)?|what|which)"
_CERTAIN = (
    (Kind.COUNT, (r"\b(?:hvor|kor) mange tiltak\b", r"\bhow many measures\b", r"\bantall tiltak\b")),
    (
        Kind.WHEN,
        (
            r"\b(?:fra|frå|innen|innan|til) når\b",
            r"\b(?:hvor|vor|kor) (?:lenge|lang tid|fort|raskt|snart|tidlig|tidleg)\b",
            r"\b(?:hvor|kor) lang \w*(?:frist|tid|periode|varsel)\w*\b",
            r"\bhow (?:long|soon|quickly|early)\b",
            r"\bby when\b",
            r"\b(?:hva|kva) tid\b",
        ),
    ),
    (Kind.FREQUENCY, (r"\b(?:hvor|vor|kor) (?:ofte|mange ganger|mange gonger)\b", r"\bhow (?:often|many times)\b")),
    (
        Kind.COST,
        (
            r"\b(?:hva|kva) kost(?:er|ar)\b",
            r"\b(?:hvor|kor) (?:mye|mykje) (?:kost(?:er|ar)|penger|pengar|betal\w*)\b",
            r"\bhow much (?:does|do|money)\b",
            r"\bwhat (?:does|do) .* cost\b",
            rf"\b(?:hva|kva) (?:(?:må|skal|kan|bør) )?(?:(?:{_ONE}|foreldre\w*) )?(?:betal\w*|koste)\b",
            rf"\b(?:hva|kva) betal\w+ {_ONE}\b",
        ),
    ),
    (
        Kind.AMOUNT,
        (
            r"\b(?:hvor|vor|kor) (?:mange|mye|mykje|stort?|høyt?|høgt?|mangt)\b",
            r"\bhow (?:many|much)\b",
            r"\bwhat is the (?:\w+ )?(?:amount|rate|grant|fee|price|percentage|share|number)\b",
            r"\b(?:hva|kva) er (?:\w*(?:satsen|prisen|betalinga|betalingen)|beløpet|andelen|tilskuddet|tilskotet)\b",
        ),
    ),
    (
        Kind.WHEN,
        (
            rf"\b{_WHICH} (?:år|years?|måned|månad|month|dato|date|dag|day|periode|period"
            r"|tidspunkt|time)\b",
        ),
    ),
    (
        Kind.WHO,
        (
            rf"\b{_WHICH} (?:\w+ )?(?:enhet\w*|einin\w*|etat\w*|instans\w*|avdeling\w*|aktør\w*)\b",
            rf"\b{_WHICH} (?:\w+ )?(?:units?|departments?|agency|agencies|bod(?:y|ies))\b",
        ),
    ),
    (
        Kind.STEPS,
        (
            r"\b(?:hvordan|korleis|åssen) (?:går|gjør|gjer|skal|bør|kan|må) .{1,40} (?:fra?m|til verks|det)\b",
            r"\b(?:hvordan|korleis) (?:foregår|føregår|skjer)\b",
            r"\b(?:hva|kva|what|hvordan|korleis) (?:er|is) (?:rutin\w+|prosedyr\w+|fra?mgangsm\w+|gangen|saksgangen|"
            r"the (?:routine|procedure|process))\b",
            rf"\b(?:hva|kva) (?:gjør|gjer|jør) {_ONE}\b(?! (?:i|på|for|med) (?:dag|år)\b)",
            rf"\b(?:hva|kva) (?:skal|må|bør|kan) {_ONE} (?:gjør[ea]?|gjere|jøre)\b",
            rf"\bwhat (?:do|should|must|shall|can) {_ONE} do\b",
            r"\bhow (?:does|do|is|are) .{1,80} (?:proceed|carried out|go about|take place)\b",
            rf"\b(?:hvor|kvar) (?:begynner|byrjar|starter|startar) {_ONE}\b|\bwhere do {_ONE} (?:start|begin)\b",
            r"\b(?:hva|kva) (?:er|kommer|kjem|skjer|gjør vi|må .{1,60}) først\b.* (?:så|deretter|til slutt|etterpå)\b",
        ),
    ),
    (
        Kind.LIST,
        (
            r"\b(?:hvilke|hvilka|kva for(?! ei[nt]?\b)|nevn|nemn|lista?|ram opp|oppgi)\b",
            r"\balle tiltak\b",
            r"\bkva (?:\w+ )?(?:tiltak|mål|krav|kriterium|steg)\b",
            r"\b(?:hva|kva) er (?:\w+ )?\w{4,}(?:ene|ane)\b",
            r"\b(?:hva|kva) (?:ligger|ligg|inngår|består)\b",
            r"\b(?:hva|kva) (?:står|star)\b(?! (?:det )?om\b)(?! \w+ for\b)",
            r"\b(?:hva|kva) (?:inneholder|inneheld|omfatter|omfattar)\b",
            r"\b(?:hva|kva) (?:skal|må|bør|ma|kan) .{1,60} (?:inneholde|innehalde|omfatte|bestå av|ha med|svare på)\b",
            r"\b(?:hva|kva) (?:skal|må|bør|ma) (?:\w+ ){0,2}?(?:ha med|være med|vere med|stå|med (?:i|på)|innom)\b",
            r"\b(?:hva|kva) (?:slags|type) \w+(?:er|ar)\b",
            r"\b(?:hva|kva) (?:må|skal|bør|kan) .{1,40} av \w+(?:er|ar)\b",
            r"\b(?:hva|kva) (?:heter|heiter) (?:de |dei )?(?:\w+ )?\w{3,}(?:ene|ane)\b",
            r"\b(?:hva|kva) skal .{1,80} (?:informasjon|opplysninger|opplysningar) om\W*$",
            r"\bwhat (?:must|should|shall|does|do) .{1,60} (?:contain|include|consist of|cover)\b",
            r"\b(?:hvordan|korleis) (?:prioriteres|prioriterast|rangeres|rangerast)\b",
            r"\bhow (?:is|are) .{1,60} (?:ranked|prioriti[sz]ed)\b",
            r"\b(?:hvem|kven) (?:sitter|sit|sitt|er med|er medlem\w*) (?:i|av)\b",
            r"\b(?:hvem|kven|hva|kva) består .{1,60} av\b",
            r"\bwho (?:sits?|is|are) (?:on|(?:the )?members? of)\b",
            r"\balle? (?:de|dei|the)? ?(?:to|tre|fire|fem|seks|sju|syv|åtte|ni|ti)\b|\ball (?:the )?(?:two|three|four|"
            r"five|six|seven|eight|nine|ten)\b",
            r"\b(?:hva|kva) er (?:de|det|dei)? ?(?:to|tre|fire|fem|seks|sju|syv|åtte|ni|ti)\b",
            r"\b(?:hva|kva) er dei?\b",
            r"\bwhat are the\b",
            r"\bwhich (?!years?\b)\w+s\b",
            r"\bwhat (?:\w+ )?measures\b",
            r"^(?:hva|kva|what) (?:har|is|are|does|do|skal|må) .{2,60} (?:ansvar(?:et)?|ansvarlige?) for\W*$",
            r"^what (?:is|are) .{2,60} responsible for\W*$",
        ),
    ),
    # the interrogatives by themselves
    (Kind.WHO, (r"\b(?:hvem|kven|kem|vem|who|whom|whose)\b",)),
    (Kind.WHEN, (r"\b(?:når|naar|nar|when)\b",)),
    (
        Kind.FACT,
        (
            r"\b(?:hva|kva|ka|h?vilken|h?vilket|hvordan|korleis|hvorfor|kvifor|hvor|kor)\b",
            r"\b(?:what|which|how|why|where)\b",
        ),
    ),
)
_TOPICS = (
    (
        Kind.WHEN,
        (r"\b(?:frist(?:en)?|deadline|tidsplan(?:en)?|tidspunkt|dato(?:en)?|oppstart|schedule|timeline)\b",),
    ),
    (Kind.WHO, (r"\bansvar(?:et|lig|leg|lige)?\b", r"\bresponsib", r"\bin charge\b")),
)
_DEFINITION = (
    r"\b(?:hva|kva) (?:er|betyr|tyder|menes|meinast|vil det si|ligger i|inneb\w+|handler|går)\b",
    r"\bwhat (?:is|does .* mean)\b",
    r"\b(?:definere[rs]?|definisjon|forkortelse|står for|stands? for|define|meant by|forklar|regnes som)\b",
)


def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_TELLING_PATTERNS = tuple((kind, _compiled(patterns)) for kind, patterns in _CERTAIN)
_TOPIC_PATTERNS = tuple((kind, _compiled(patterns)) for kind, patterns in _TOPICS)
_DEFINITION_PATTERN = _compiled(_DEFINITION)
_LISTED_PATTERN = _compiled(_LISTED)
_STEPWISE_PATTERN = _compiled(_STEPWISE)
_PLAIN_PATTERN = _compiled(_PLAIN)


def kind_of(text: str) -> Kind:
    """The kind of answer asked for: by what stands first, a telling phrase or an interrogative; else by the topic."""
    asked = asking_part(text)
    if _LISTED_PATTERN.search(text):
        return Kind.LIST
    if _STEPWISE_PATTERN.search(asked):
        return Kind.STEPS
    if _PLAIN_PATTERN.search(asked):
        return Kind.FACT
    found = [(match.start(), order, kind) for order, (kind, match) in enumerate(_telling(asked))]
    topic = next((kind for kind, pattern in _TOPIC_PATTERNS if pattern.search(asked)), None)
    if not found:
        return topic or Kind.FACT
    kind = min(found)[2]
    if kind is not Kind.FACT:
        return kind
    return topic or (Kind.DEFINITION if _DEFINITION_PATTERN.search(asked) else Kind.FACT)


def number_in(text: str, language: Language = "nb") -> int | None:
    """How many things the question says that there are ("hvilke sju anbefalinger"), None where it does not.

    In an English one, "to" and "fire" are no numbers.
    """
    for word in text.lower().split():
        if word in NUMERALS and (language != "en" or word in ENGLISH_NUMERALS):
            return NUMERALS[word]
        if word.isdigit() and 1 < int(word) <= 20:
            return int(word)
    return None


def _telling(text: str) -> Iterator[tuple[Kind, re.Match[str]]]:
    for kind, pattern in _TELLING_PATTERNS:
        match = next((found for found in pattern.finditer(text) if asks(text, found)), None)
        if match:
            yield kind, match
