"""What is no question about plans: small talk, requests for something else, attempts to change what the assistant does.

Only what a text is as a whole, or what it orders, counts: a question about plans may have any of these words in it.
"""

import re
from enum import StrEnum

from assistant.question.orders import looked_at, orders


class Outside(StrEnum):
    """Why a text is not taken to the plans."""

    GREETING = "greeting"
    THANKS = "thanks"
    ABOUT_ME = "about_me"
    REQUEST = "request"
    INSTRUCTION = "instruction"


def _whole(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:{'|'.join(phrases)})(?:\W+|$))+", re.IGNORECASE)


_NAME_OF_IT = r"(?:du|deg|dere|der|alle(?: sammen)?|assistent(?:en)?|assistant|planassistent(?:en)?|there|you|all)"
_GREETINGS = (
    r"h+e+i+(?:s?an+)?|hallo+i?|halla|morn|hello+|hi+|hey+|yo|god (?:morgen|morgon|dag|kveld|ettermiddag|helg|jul)",
    r"good (?:morning|afternoon|evening|day)|ha (?:det|en)(?: (?:bra|fin|god) ?\w*)?|ha ein fin \w+|hade|snakkes"
    r"|bye+(?: bye)?",
    r"(?:hvordan|korleis|åssen|hvordan) (?:går|har|gar) (?:det|du)(?: det)?(?: (?:med|bra med) deg)?(?: (?:i dag"
    r"|da|nå))?",
    r"går det (?:bra|fint|godt)(?: med deg)?(?: i dag)?|how are you(?: doing)?(?: today)?|what'?s up"
    r"|hyggelig å møte deg|hva skjer|kva skjer",
    r"nice to meet you|have a nice \w+",
)
_THANKS = (
    r"(?:(?:tusen|mange|hjertelig|ok|åkei|okei|okay) )?t?a?kk+(?: (?:skal du ha|så mye|så mykje|kjempemye"
    r"|for (?:det|hjelpen"
    r"|hjelpa|svaret|all hjelp|meg|nå|no|i dag|praten)))?|takker|tusen hjertelig takk",
    r"thanks?(?: you)?(?: (?:so|very) much| a lot)?(?: for (?:your|the) (?:help|answer))?|cheers|thx",
    r"du er (?:flink|snill|grei|best|rå|kjempeflink|god|dum|teit|ubrukelig)\w*|you(?: are|'re) (?:great|nice"
    r"|the best|stupid)",
    r"(?:så |veldig |kjempe|that'?s |det var )?(?:flott|fint|supert|bra|kult|perfekt|topp|great|nice|perfect"
    r"|cool|good)(?: jobba)?",
    r"ok(?:ei|ay)?|jaha|skjønner|forstår|greit|den er grei|haha+|hehe+|lol",
)
_ABOUT_ME = (
    r"(?:hvem|kven|vem|hva|kva) er du(?: for (?:noe|no|noko))?|who are you|what are you",
    r"(?:hva|kva) (?:heter|heiter) du|what(?:'s| is) your name",
    r"(?:hva|kva) kan du(?: (?:gjøre|gjere|hjelpe(?: meg)? med|svare på|brukes til))?(?: for meg)?"
    r"|what can you (?:do|help(?: me)? with)(?: for me)?",
    r"(?:er du|are you) (?:(?:et|en|ein|eit|ei|a|an) )?(?:\w+ )?(?:robot|menneske|person|maskin|ki|ai|chatbot"
    r"|bot|human|machine|ekte|real|chatgpt|gpt|språkmodell|language model)(?: person)?",
    r"(?:hvem|kven|who) (?:har )?(?:laget|laga|lagde|made|built|created) (?:deg|you)|kan du hjelpe(?: meg)?"
    r"|can you help(?: me)?|hjelp(?: meg)?|help(?: me)?",
    r"(?:hvordan|korleis) (?:virker|fungerer|verkar|funker) du|how do you work|hvor gammel er du|how old are you",
    r"(?:kan|snakker|pratar|forstår|skjønner) du(?: snakke| forstå| tale)? (?:norsk|engelsk|nynorsk|bokmål|polsk)",
    r"do you (?:speak|understand) \w+|can you speak \w+",
    r"(?:hvilken|kva for ein|which) (?:språkmodell|modell|language model|model) (?:er|bruker|brukar|are) du",
)
_SMALL_TALK = {
    Outside.ABOUT_ME: _whole(*_ABOUT_ME, *_GREETINGS, *_THANKS, _NAME_OF_IT),
    Outside.THANKS: _whole(*_THANKS, _NAME_OF_IT, "og", "and", "at"),
    Outside.GREETING: _whole(*_GREETINGS, *_THANKS, _NAME_OF_IT),
}
_ORDER_OF = (Outside.THANKS, Outside.GREETING, Outside.ABOUT_ME)

# What a request begins with; no word that may stand inside a question about who shall do what.
_START = (
    r"(?:^\W*|[.!?]\s*|\b(?:please|vennligst|(?:kan|kunne|vil) du(?: \w+)?|(?:can|could|will|would) you(?: please)?"
    r"|jeg vil at du(?: skal)?|i want you to|hei|hello|hi|takk|hjelp meg(?: med)?(?: å)?|help me(?: to)?)[\s,!.]+)"
)
_MADE = (
    r"(?:dikt|vits(?:er)?|sang(?:er)?|song(?:ar|s)?|rap|historie|eventyr|novelle|stil|kode|program|skript"
    r"|oppskrift|bilde|bilete"
    r"|tegning|teikning|limerick|haiku|e-?post|mail|søknad|jobbsøknad|poem|joke|story|code|script|recipe|picture"
    r"|image|essay|email"
    r"|letter|brev|rim|regle|tale|quiz|tweet|soge|forteljing|fortelling|(?:uke|veke)?meny|menu|timeplan|invitasjon"
    r"|invitation|speech|novel|slagord|slogan)"
)
_REQUESTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_START}(?:skriv(?:e)?|dikt(?:e)?|lag(?:e)?|fortell(?:e)?|fortel(?:je)?|syng(?:e)?|tegn(?:e)?"
        rf"|teikn(?:e)?|gi|write|tell|compose"
        rf"|sing|draw|make|give|generate|generer(?:e)?)\b(?: \w+){{0,2}}? (?:et|en|ei|eit|ein|a|an|noen|nokre"
        rf"|some)(?: \w+)? {_MADE}\b",
        rf"{_START}(?:oversett(?:e)?|omset(?:je)?|omsett|translate)\b",
        r"^\W*(?:(?:hva|kva|ka) (?:er|blir)|(?:hvor|kor) (?:mye|mykje) er|regn ut|what(?:'s| is)|how much is"
        r"|calculate|compute)?\s*"
        r"(?:\d+(?:[.,]\d+)?|\()\s*(?:[+*/x×÷^]|pluss|minus|ganger|gonger|delt på|times|plus|divided by"
        r"|(?<!\d{4})\s*-\s*)[\d\s+*/x×÷^().,-]*"
        r"\d[\d\s().=]*\W*$",
        r"^(?:hvordan|korleis|hva|how|what)\b[^?]{0,25}\b(?:været|vêret|weather)\b[^?]{0,25}\W*$",
        r"^(?:hva|kva|hvor mye|kor mykje|what|what time)\b (?:er|is)\b (?:klokk[ea]n?|it|the time)(?: (?:now|nå"
        r"|no))?\W*$",
        r"^(?:hvilken|kva for ein|hva slags|what|which) (?:dag|dato|day|date) (?:er det|is it)(?: i dag| today)?\W*$",
        r"^(?:hvem|kven|who) (?:er|vant|vinner|is|won|wins)\b[^?]{0,20}\b(?:statsminister\w*|konge\w*"
        r"|president\w*|eliteserien|vm|em"
        r"|the world cup)\b[^?]{0,25}\W*$",
        rf"{_START}(?:syng|synge|sing)(?: for (?:meg|me))?\W*$",
        rf"{_START}(?:anbefal|anbefale|tilrå|recommend) (?:meg |me )?(?:en|ei|et|ein|a|an|noen|some)\b",
        rf"{_START}(?:bestill(?:e)?|book|kjøp(?:e)?|buy|ring(?:e)?|call|send(?:e)?)\b (?:meg|me|en|et|a|an|til"
        rf"|for)\b",
    )
)


def screen(text: str) -> Outside | None:
    """What a text is, if it is no question about plans."""
    if orders(text):
        return Outside.INSTRUCTION
    plain = looked_at(text)
    talk = re.sub(r"^\W+", "", plain)
    for outside in _ORDER_OF:
        if _SMALL_TALK[outside].fullmatch(talk):
            return outside
    return Outside.REQUEST if any(pattern.search(plain) for pattern in _REQUESTS) else None
