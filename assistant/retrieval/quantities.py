"""How plans write numbers, sums, times and frequencies."""

import re

from corpus.words.numbers import CARDINAL

_NUMERAL = rf"{CARDINAL}|halvannen|halvanna"
NUMBER = re.compile(
    r"(?<![\d§.])(?<!kap )(?!(?:19|20)\d\d\b)\d+(?:[.,/]\d+)*\b(?![.)]\s)" rf"|\b(?:{_NUMERAL})\b",
    re.IGNORECASE,
)
LIMIT = re.compile(
    r"\b(?:minst|høyst|høgst|maks\w*|inntil|opptil|opp til|under|over|mer enn|meir enn|færre enn"
    r"|at (?:least|most))\W+$",
    re.IGNORECASE,
)
_SPAN = (
    r"dag(?:en|er|ar|ane|ene)?|døgn(?:et)?|uke[nr]?|uka|veke[nr]?|veka|måned(?:en|er|ene)?|mnd"
    r"|månad(?:en|er|ar|ane|ene)?|år(?:et|a|ene)?|halvår(?:et)?|kvartal(?:et)?|semest(?:er|eret|re)|time[nr]?|timar|minutt(?:er|et)?"
)
_WEEKDAY = (
    r"(?:man|mån|tirs|tys|ons|tors|fre|lør|laur|søn|sun)dag(?:en|er|ar|ane|ene)?|kvardag\w*|hverdag\w*|virkedag\w*"
)
FREQUENCY = re.compile(
    r"\b(?:årlig|årleg|halvårlig|månedlig|månadleg|ukentlig|vekentleg|daglig|dagleg|kontinuerlig|kontinuerleg"
    r"|jevnlig|jamleg|fortløpende|alltid|regelmessig|til hver tid)"
    rf"|\b(?:hver(?:t|en)?|kvar(?:t)?) (?:\w+ )?(?:{_SPAN}|{_WEEKDAY}|morgen|kveld|høst|haust|vår)\b"
    r"|\b(?:annenhver|annethvert|annankvar|annakvar|anakvar|annakvart)\b"
    r"|\b(?:ganger|gonger|(?:én|éin|en|ein) g[ao]ng)\b"
    rf"|\b\w+ (?:i|per|pr\.?|om) (?:{_SPAN})\b",
    re.IGNORECASE,
)
MONEY = re.compile(r"\bkr\b|\bkroner\b|\bmill\b|\bmillion|\bgratis\b|\bbudsjett", re.IGNORECASE)
TIME = re.compile(  # one boundary before all alternatives: at one each, a search takes five times as long
    r"(?:19|20)\d\d|\b(?:\d{1,2}[./]\s?\d{1,2}\b|kontinuerlig|årlig|(?:januar|februar|mars|april|mai|juni|juli|august|"
    r"september|oktober|november|desember|høst|vår|uke|måned|måneder|halvår)"
    r"|(?:når|innen|innan|så snart|så tidlig som|før|alltid|løpende|straks|seinast|senest|døgnet)\b"
    rf"|(?:{_WEEKDAY})\b|kl(?:okk(?:a|en))?\.? ?\d"
    rf"|(?:\d+|{_NUMERAL}) (?:\w+ )?(?:{_SPAN}|virkedag\w*)\b|same dag\b|samme dag\b"
    r"|(?:dagen|kvelden|natten|morgenen|uka|veka|året) (?:etter|før|i forveien)\b|neste (?:dag|uke|år)\b"
    r"|(?:neste|påfølgende|første|fyrste|siste) (?:\w*dag(?:en)?|veke[na]?|uke[na]?)\b"
    r"|med ein gong\b|umiddelbart\b)",
    re.IGNORECASE,
)
_ARTICLE = r"en|et|ei|ein|eit|hele|heile|noen|nokre|et par|halv\w*"
SPAN = re.compile(  # how long something goes on, or until when
    rf"(?:19|20)\d\d|\b(?:\d+|{_NUMERAL}|{_ARTICLE}) (?:\w+ )?(?:{_SPAN}|virkedag\w*)\b"
    rf"|\b(?:til|inntil|fra|frå)\b.{{1,40}}\b(?:alder\w*|{_SPAN}|skolestart|skulestart|januar|februar|mars|april|mai|juni"
    r"|juli|august|september|oktober|november|desember)\b"
    r"|\bså lenge\b|\bkontinuerl\w+|\bløpende\b|\bkl\.? ?\d|\b(?:dagers|ukers|vekers|måneders|timers)\b"
    r"|\b\w+-?årig\w*\b",
    re.IGNORECASE,
)
DATE = re.compile(
    r"(?:19|20)\d\d|\b\d{1,2}[./]\s?\d{1,2}\b|\b(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|"
    r"november|desember)\b",
    re.IGNORECASE,
)
DAY = re.compile(rf"\b(?:{_WEEKDAY})\b", re.IGNORECASE)
LABELLED = re.compile(r"([^\W\d_]+)(?: \([^)]*\))?\s*[:=–]\s*$")
