"""Orders to the assistant: attempts of a user, or of a document, to change what it does.

Only what a text orders counts: a plan, and a question about one, may have any of these words in it.
"""

import re
import unicodedata

from rapidfuzz import fuzz

from corpus.words.analysis import fold

# What begins a clause: an order does, and no word of a question about orders does.
_CLAUSE = (
    r"(?:^|[.!?;:,»\")\]]\s*|\b(?:og|and|så|then|men|but|please|vennligst|nå|no|now|(?:kan|kunne|må|skal|vil"
    r"|bør) du(?: \w+)?"
    r"|(?:can|could|will|would|must|should) you(?: please)?|you (?:must|should|will)|du (?:må|skal|bør)"
    r"|jeg vil at du(?: skal)?"
    r"|i want you to|hei|hello|hi|takk)[\s,!.]+)"
)
_RULES = (
    r"(?:instruks\w*|instruksjon\w*|instruction\w*|system ?-?prompt\w*|prompt\w*|ledetekst\w*|beskjed(?:en|er"
    r"|ene)?|ordre(?:n|ne)?"
    r"|guidelines|rules|retningslinje(?:ne|r) (?:dine|du)|regl(?:ene|ane) (?:dine|du)|directives)"
)
_IGNORE = (
    r"(?:ignorere?|ignorér|ignore|glemm?e?|gløym[ae]?|se bort (?:fra|ifra)|sjå bort (?:frå|ifrå)|overse|oversjå"
    r"|disregard|forget|override"
    r"|overstyre?|bypass|omgå|drop|dropp|skip|hopp over|slett|delete)"
)
_ALL_BEFORE = (
    r"(?:alt|all|everything|anything) (?:som |that |du |you |over|above|før|tidligere|tidlegare|before|previous"
    r"|prior)"
    r"|(?:the )?above\b"
)
_REVEAL = (
    r"(?:gjenta|repeter|vis|skriv(?: ut| ned)?|print|avslør|repeat|show"
    r"|reveal|output|list|fortell|tell|gi|give|oppgi|siter|quote|dump)"
)
_MY_RULES = (
    r"system ?-?(?:prompt|instruks|melding|message|instruction|ledetekst)\w*|systemprompt\w*|initial prompt"
    r"|hidden (?:prompt|instructions)"
    r"|skjulte? instruks\w*|(?:instruks\w*|prompt\w*|reglene) (?:dine|du (?:har )?(?:fått|fikk))|(?:dine|your"
    r"|di) (?:\w+ )?"
    r"(?:instruks\w*|instruction\w*|prompt\w*|rules|regler)|(?:instructions|prompt) (?:you (?:were"
    r"|have been) given|above)"
)
_ROLE = (
    r"(?:du er (?:nå|no|heretter|fra nå av)(?! (?:på|i|ved|hos|ferdig|klar|her|inne|med|under|over)\b)"
    r"|du skal (?:nå|no|heretter) (?:være|vere|late|oppføre|svare|spille)"
    r"|fr[aå] (?:nå|no) av (?:er|skal|trenger|treng|svarer|svarar|må) du|you are now|from now on,? (?:you|act"
    r"|answer|respond)"
    r"|act as|pretend\b|vi later som|la oss late som|let'?s pretend"
    r"|lat(?:e)? som (?:om )?(?:du|at du)|lat som|oppfør deg (?:som|nå)"
    r"|spill(?:e)? rollen"
    r"|ta rollen som|roleplay|imagine you are|tenk deg at du er|simuler|jailbreak)"
)
_SOURCES = r"(?:planene|planane|dokument(?:ene|a)|kilde\w*|kjelde\w*|documents|plans|sources)"
_SAY = r"(?:svar|si|sei|say|answer|reply|respond|print)"
_ONLY = r"(?:bare|kun|berre|only|just|alltid|always)"
_INSTRUCTIONS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_CLAUSE}{_IGNORE}\b(?! (?:ikk?j?e|not)\b)[^.?!]{{0,60}}?(?:\b{_RULES}|{_ALL_BEFORE})",
        rf"{_CLAUSE}(?:{_IGNORE}|ikk?j?e bruk|bruk ikk?j?e|don'?t use|do not use)\b[^.?!]{{0,20}}\b{_SOURCES}\b"
        r"[^?]*\b(?:svar|gjett|finn på|dikt|answer|guess|make up|invent)\b",
        rf"{_CLAUSE}{_SAY}\b[^.?!]{{0,30}}\b(?:egen|eigen|your own) (?:kunnskap|knowledge)\b",
        rf"{_CLAUSE}{_SAY}\b[^.?!]{{0,20}}\b(?:uten|utan|without) (?:å bruke |using )?{_SOURCES}",
        rf"{_CLAUSE}{_REVEAL}\b[^.?!]{{0,60}}?\b(?:{_MY_RULES})",
        rf"{_CLAUSE}(?:gjenta|repeat|print|skriv ut) (?:alt|everything|all)\b",
        rf"\b(?:hva|kva|hvordan|hvilke|what|how|which)\b[^.?!]{{0,30}}\b(?:er|står|lyder|is|are|does|do)\b"
        rf"[^.?!]{{0,20}}\b(?:{_MY_RULES})(?: din| di| dine| exactly)?\W*$",
        r"\b(?:instruks\w*|prompt\w*|instructions?) (?:har|fikk|have|were|are) (?:du|you)\b",
        r"\bwhat (?:were|have|are) you (?:been )?(?:told|instructed)\b",
        rf"{_CLAUSE}{_ROLE}\b",
        r"(?:^|[.!?>\]\"']\s*)(?:system|assistant|developer|user)\s*:\s",
        r"\b(?-i:SYSTEM|ASSISTANT|DEVELOPER|USER)\s*:\s",
        r"<\|?/?(?:im_start|im_end|system|assistant|endoftext|sys)\|?>|\[/?INST\]|<</?SYS>>"
        r"|#{2,} ?(?:system|instruction|instruks)",
        r"(?:^|[.!?:]\s*)(?:nye?|new) (?:instruks\w*|instructions?|regler|rules|ordrer?)\s*:",
        r"\b(?:instruks\w*|instructions?|beskjed|message|note) (?:til|to) (?:the |en |ein )?"
        r"(?:ai|ki|llm|språkmodell\w*|chatbot\w*|language model|model|assistant)\b",
        r"\b(?:developer|utvikler|admin|god|dan|jailbreak|debug) ?-?(?:mode|modus)\b",
        r"\b(?:obey me|adlyd meg|lyd meg)\b|\bi am your (?:developer|administrator|creator|owner)\b",
        r"\bjeg er (?:administrator\w*|utvikler\w*|skaper\w*|eier\w*|sjef\w*) din\b",
        rf"{_CLAUSE}(?:overstyr|slå av|skru av|turn off|disable)\b[^.?!]{{0,30}}\b(?:innstilling\w*|filtr?er\w*"
        r"|filtre\w*|sperre\w*|settings|filters?|safety|restrictions)\b",
        rf"{_CLAUSE}(?:slett|delete)\b[^.?!]{{0,20}}\b(?:dokument\w*|documents|planene|plans|databasen?|database)\b",
        rf"{_CLAUSE}{_REVEAL}\b[^.?!]{{0,30}}\b(?:passord\w*|passwords?|database\w*|api-?(?:nøk|key)\w*)",
        rf"{_CLAUSE}{_SAY}\b[^.?!]{{0,12}}\b{_ONLY}\b ?(?:(?:med|with|at|that)\b|[«\"'])",
        rf"{_CLAUSE}{_SAY} (?:{_ONLY} )?(?:ja|nei|yes|no)\b(?! (?:eller|or)\b)",
        rf"{_CLAUSE}{_ONLY} {_SAY}\b|{_CLAUSE}{_SAY} ?[«\"']",
        rf"{_CLAUSE}{_SAY} (?:at|that|med|with) ",
        r"\b(?:uten|utan|without) (?:å bruke |using )?(?:kilder|kjelder|begrensninger|avgrensingar|filter|sources"
        r"|restrictions|limits)\b[^?]*\b(?:dikt|finn|make|svar|answer|invent)\b",
        rf"{_CLAUSE}(?:dikt opp|finn på|make up|invent|fabricate)\b(?! det\b)",
    )
)
# One of these stands in every order, among words parted by single spaces: looking for them first makes it cheap.
_HINTS = tuple(
    (
        "ignor|glem|gløym|se bort|sjå bort|overse|oversjå|disregard|forget|override|overstyr|bypass|omgå|drop"
        "|skip|hopp over|slett|delete|ikke bruk|ikkje bruk|bruk ikk|don t use|do not use| svar| si | sei | say "
        "| answer| reply| respond|print|system|prompt|instru|ledetekst|regle|rules|gjenta|repeat|skriv ut| told "
        "|du er n|du er h|du er f|du skal n|du skal h|fra nå av|fra no av|frå no av|frå nå av|you are now"
        "|from now|act as|pretend|lat som|late som|later som|oppfør deg|rollen|roleplay|imagine you|tenk deg"
        "|simuler|jailbreak| assistant | developer | user |im start|im end|endoftext| inst | sys |ordre| beskjed "
        "| message | note | mode | modus |obey|lyd meg|i am your|jeg er|slå av|skru av|turn off|disable|passord"
        "|password|database|api| uten | utan |without|dikt opp|finn på|make up|invent|fabricate"
    ).split("|")
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_NO_WORDS = re.compile(r"[\W_]+")
_ORDERS = ("ignorer", "ignore", "disregard", "forget", "glem")
_ORDERED = ("instruksene", "instruksjonene", "instruksjoner", "instructions", "instruksane", "systemprompten")
_MISSPELT = 80.0  # rapidfuzz ratio: "ingorer" to "ignorer" 86, "instruksjone" to "instruksjonene" 92
_HIDDEN = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    r"\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)


def orders(text: str) -> bool:
    """Whether a text, of a user or of a document, tells the assistant what to be or to do."""
    whole = looked_at(text)
    sentences = _SENTENCE_END.split(whole) if _is_suspect(whole) else []
    lines = (looked_at(line) for line in text.splitlines()) if sentences else ()
    return _nearly_orders(whole) or any(_is_order(part) for part in {*sentences, *lines} if _is_suspect(part))


def shown(text: str) -> str:
    """A text without the characters that nobody sees: those that have no width or turn its direction."""
    return _HIDDEN.sub("", text)


def looked_at(text: str) -> str:
    """A text as it looks, on one line: compatibility forms made one."""
    return " ".join(unicodedata.normalize("NFKC", shown(text)).split())


def _is_suspect(text: str) -> bool:
    words = f" {_NO_WORDS.sub(' ', text.lower())} "
    return any(hint in words for hint in _HINTS)


def _is_order(text: str) -> bool:
    return any(pattern.search(text) for pattern in _INSTRUCTIONS)


def _nearly_orders(text: str) -> bool:
    """Whether a text begins with a misspelt order to leave instructions aside."""
    words = [fold(word) for word in re.findall(r"[^\W\d_]+", text)[:6]]
    if not words or not any(fuzz.ratio(words[0], order) >= _MISSPELT for order in _ORDERS):
        return False
    return any(fuzz.ratio(word, ordered) >= _MISSPELT for word in words[1:] for ordered in _ORDERED)
