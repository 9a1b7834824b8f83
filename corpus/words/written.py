"""The words that tell the written forms apart: bokmål, nynorsk and English."""

ENGLISH = frozenset(
    "the who what when where which how why is are was were does did of and has have must should "
    "shall will can with on many much our their there this that from about responsible kindergarten plan's".split()
)

NYNORSK = frozenset(
    "kva kven korleis kor kvifor kvar kvart ikkje eg eit ein ei frå dei vere verte vert blir noko nokon nokre sjå "
    "mykje mange fleire ho dykk dykkar me kvifor korfor skulen barnehagane bydelane kommunane ansvarleg årleg "
    "tilvising gjere gjer gjeld sidan medan berre heile dette seier tyder skule heimen høyre".split()
)

BOKMAL = frozenset(
    "hva hvem hvordan hvor hvilke hvilken hvilket hvorfor ikke jeg et en fra de være noe noen se mye flere hun dere "
    "deres vi ansvarlig årlig gjøre gjør gjelder siden mens bare hele sier betyr skole hjem høre når skal".split()
)

SHARED = frozenset("blir mange dette i for til".split())
"""Those that stand in several of the lists and tell nothing."""

# Of the texts of plans, which ask nothing and say "mange" in both forms.
NYNORSK_IN_TEXTS = frozenset(
    "ikkje eg eit ein frå dei vere vert noko nokon nokre sjå mykje fleire ho dykk korleis kva kven heile berre".split()
)

BOKMAL_IN_TEXTS = frozenset(
    "ikke jeg et en fra de være noe noen se mye flere hun dere hvordan hva hvem hele bare mens".split()
)
