"""The small words of bokmål, nynorsk and English: closed classes, as people type them and as plans print them."""

FUNCTION_WORDS = frozenset(
    (
        "a about absolutt across after again against all alle along also alt altfor altså am an and another "
        "any anyone are around as at av bare be because been being between ble bli blir blitt both burde but "
        "by både bør can could da de deg dei dem den denne der dere dersom desse det dette did difor din dine "
        "disse ditt do does doing du during dykk dykkar då each eg egentlig ei ein eit eller en enda enn enten "
        "er et etter every faktisk few for fortsatt fra from frå further få får fått følge gjennom gjerne gjør "
        "gjøre ha had hadde han hans har has have having he helst her here hers herself him himself his hjå "
        "hos how hun hva hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor i if ifølge ifølgje ikke "
        "ikkje in inn innen into is it its itself ja jeg just kan kor korfor korleis kva kven kvifor many me "
        "med meg mellom men mens mer mine more most mot much must my må nei no noe noen noko nokon nokre not "
        "nå når of off og også om on once one ones only opp or oss other others our ours out over own per på "
        "regarding s same samt seg selv shall she should sidan sin sine sitt skal skulle slags slik so som "
        "some somebody someone something still such så sånn særlig than that the their theirs them themselves "
        "then there these they this those through til to too toward towards under up upon us ut utan uten var "
        "ved vere vert verte very vi via vil vår vårt være vært was we were what when where which while who "
        "whom whose why will with within without would yet you your yours å"
    ).split()
)
"""Words of bokmål, nynorsk and English that carry no content of their own."""

INTERROGATIVES = frozenset(
    (
        "hva kva ka va hvem kven kem vem hvor kor vor når naar nar hvordan korleis vordan hvorfor kvifor vorfor "
        "hvilke hvilken hvilket vilke vilken vilket who what when where which how why whose whom"
    ).split()
)
"""Question words, misspelt as they often are."""

MODALS = frozenset(
    "skal må kan bør vil skulle måtte kunne burde ville shall must can should will would may could do does did".split()
)

AUXILIARIES = MODALS | frozenset(
    (
        "er var har hadde blir ble vert vart får fikk fekk gjelder gjeld is are was were has have had be been finnes "
        "finst gjør gjer jør står sier seier"
    ).split()
)
"""Modals, and the verbs that stand in their place."""

PREPOSITIONS = frozenset(
    (
        "i på pa om for fra frå til med av mot ved hos under etter før mellom innen blant gjennom over uten utan "
        "bak on in of at by to behind from about with within among between under after before until til"
    ).split()
)

CONJUNCTIONS = frozenset("og men eller and but or".split())

FILLERS = frozenset(
    "da då nå no også òg å og så heller egentlig eigentleg liksom ellers elles then too also now as well either".split()
)
"""Words of speech that add nothing."""

DETERMINERS = frozenset("det den dette denne disse desse de dei this that these those".split())

NEAR_DETERMINERS = frozenset("dette denne disse desse this these those".split())

PRONOUNS = frozenset("dem han honom ham ho hun it they them deres deira dens dets its their".split())
"""Those that stand for somebody or something spoken of before."""

SUBJECTS = frozenset("det den de dei dette disse desse it that this they those these".split())
"""Pronouns and determiners that a clause may have as its subject."""

NO_NOUNS = frozenset("være vere ha få bli gjøre gjere skje komme kome vare alle både bare berre hele heile".split())
"""Infinitives and quantifiers that stand where a noun could."""

VERBS_OF_PARTICIPLES = frozenset("er var ble blir vart blei vert is was are were has har had hadde".split())
"""After these a participle may stand."""

PARTICLES = frozenset("ut opp inn ned fram frem seg til at om hva kva hvordan korleis hvem kven".split())
"""What may stand between a verb and its object, and what opens a clause after it."""

POINTING_BACK = frozenset(  # a sentence that begins so says of something before it
    "den de dei denne dette disse desse slik slike slikt han hun ho begge her der da derfor difor dessuten "
    "this these they that those it he she both such".split()
)

ARTICLES = frozenset({"den", "de", "dei"})

QUALIFIERS = {
    "not": "ikke ikkje ingen inga ingenting aldri not no never",
    "without": "uten utan without unntatt unnateke except",
    "only": "bare berre kun only",
    "if": "hvis dersom viss om if unless",
    "may": "kan may might can",
    "should": "bør burde should",
    "least": "minst minimum least",
    "most": "høyst høgst maks maksimalt maksimum inntil opptil most",
    "about": "ca omtrent omkring rundt cirka about around",
    "more": "mer meir flere fleire more over",
    "less": "mindre færre less fewer under",
    "some": "noen nokre nokon enkelte some",
    "before": "før before",
    "after": "etter after",
    "from": "fra frå from",
}
"""What limits a statement, by its meaning."""

NORMS = frozenset("skal må plikter plikt shall must".split())
"""By these something shall be."""

LIGHT_WORDS = frozenset(  # they say nothing more of what is done, how often it is and what a number counts
    "ha holde gjennomføre arrangere avholde tilby få gi være bli skje foregå finne hver kvar kr krone prosent".split()
)

JOINING = frozenset("og eller samt and or".split())
"""What joins the last thing of a row to those before it."""

SAYING_MORE = frozenset("i på med til for av fra frå om under mot in on with to of from about".split())
"""Prepositions by which a heading says something about what it names."""

NEVER_PARTS = frozenset("alle den det ene for han hun ing med men nes når och oss som til var ved vis".split())
"""Small words that are never a part of a compound."""
