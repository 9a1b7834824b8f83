"""The words that people ask with: they say what kind of answer is wanted or join what is, and nothing of the matter."""

KIND_WORDS = frozenset(
    (
        "ansvar ansvarlig ansvarleg responsible responsibility frist deadline tidsplan dato date tidspunkt "
        "ferdig finished completed done ready charge definere definisjon definition define defined bety tyde mean "
        "meaning means menes nevne nemne liste list listen oppgi tiltak measure measures si seie say says "
        "sier stå står planen plan plans mange mye mykje many much often lenge long ofte slags slag kind year "
        "years år antall number følge ifølge according handle gå gjelde gjeld finne finnes gi hete heite kalle "
        "called bli skje happen ta ha se holde komme høre passe vise mene måtte kunne ville viktig vanlig gang "
        "liksom vite lure trenge ganger hver eksempel examples tell know look get got make made come enhet "
        "eining etat instans unit department agency schedule timeline sette setje jobbe arbeid arbeide ligge "
        "snakke finn punkt punkter tabell tabellen spørsmål spurnad stille question column omtale nevnt "
        "sequence rekkefølge rekkjefølgje trinnvis stegvis mention mentioned described beskrevet star siste slutt "
        "sitte sitje bestå inneholde innehalde contain consist proceed foregå føregå totalt fram frem går finnast "
        "seier meiner kallar skildre skildrar omtalar"
    ).split()
)
"""They only say what kind of answer is wanted."""

CONNECTING = frozenset(
    (
        "ansvarlig ansvarlige ansvarleg ansvarlege én involvere involverer involverte delta deltar deltek ikke ikkje "
        "unntatt bortsett uten utan ingen rettet retta mot vor vilken vilket helt heilt selv sjølv egen eigen eiga "
        "hånd ilag lag årstall årstal tidsbegrenset tidsavgrenset før etter innen innan siden sidan senest seinast "
        "utgangen felles fellesskap sammen saman dele deler delar delt alene åleine bare kun berre eie eige ha stå "
        "høre høyre tilhøre knytte knyttet inngå føre oppføre oppført sette satt planlegge planlagt planlagte gjelde "
        "gjeld gjeldende starte start oppstart begynne byrje gjennomføre gjennomføra gjere gjøre utføre iverksette "
        "igangsette avslutte slutte ferdigstille ferdig frist kontinuerlig kontinuerleg kontinuerlege løpende løpande "
        "fortløpende gå går pågå pågår vare varer varar foregå foregår skje skjer begge både samtlige samlet "
        "tidsfeste tidfeste tidfestet datere datert tidsplan periode planperiode løp løpet år omhandle handle dreie "
        "angå omtale nevne innsats innsatsområde veivalg vegval oversikt register registeret liste list vis opp meg "
        "plikt plikter pålegge pålagt forplikte følge følgje oppgi ansvarsområde del hvilke hvilken vilke fler flere "
        "fleire andre annen annan mål delmål kategori område ulik forskjellig rad enhet "
        "share shared solely themselves entirely time-limited fixed joint jointly together both alone only own owner "
        "owned list show give all every begin start starting run running active apply belong include listed dated "
        "schedule scheduled continuous continuously ongoing end finish finished complete due carry out carried "
        "obliged obligation required duty duties place take commitment priority strategic direction other others one "
        "say period under part go during between relate related concern regard involve involves involved participate "
        "without except excluding not responsibility responsibilities several"
    ).split()
)
"""They only connect the conditions of a question for rows of the register."""

SAYING = frozenset(
    "si sier seie seier va ka stå står mene mener meiner skrive skriver skriv say says gjør gjer".split()
)
"""What a document is said to do."""

MORE = frozenset(
    "mer meir mere more utdyp utdype utdjup utdjupe forklar forklare detaljer details elaborate explain".split()
)
"""A wish for more."""

MORE_BESIDE = frozenset(
    (
        "kan kunne du vil si seie fortell fortelle fortel fortelje litt meg oss om på det den dette dei de disse "
        "nærmere nærare vennligst takk please can could would you tell say me us a bit little some about that this it "
        "them on noe noko noen nokon anything something else gi gje give for jeg eg vil gjerne vite høre know want to i"
    ).split()
)
"""What may stand beside a wish for more."""

NEXT = frozenset("neste etterpå påfølgende next following".split())

LAST = frozenset("siste last final".split())

BEFORE = frozenset("forrige førre previous".split())

RELATIVE = NEXT | LAST | BEFORE
"""Which of a series is meant, seen from the one spoken of."""

GENERIC_NOUNS = frozenset(
    (
        "tiltaket tiltaka tiltakene planen planene planane arbeidet prosjektet kravet kravene krava målet målene "
        "måla punktet punktene ordningen ordninga measure measures plan plans work project"
    ).split()
)
"""Nouns that may point back like a pronoun."""

NOUNS_OF_REGISTER = frozenset("tiltak tiltaka tiltakene measures measure plan planen planene planane plans".split())
"""What the register has, and what that stands in."""

PRIORITY_NAMES = frozenset(
    (
        "veivalg vegval vegvalg priority priorities direction satsing satsning satsingsområde satsningsområde "
        "innsatsområde fokusområde målområde utviklingsområde hovedmål hovudmål prioritet"
    ).split()
)
"""What a strategic priority is called in questions, whatever the plan calls it."""

BESIDE_NUMBERS = frozenset("nr nummer number no strategiske strategisk strategic".split())
"""What may stand between the name of a priority and its number."""

NUMBERED_PARTS = frozenset("steg trinn punkt ledd fase step stage point phase".split())
"""What the items of a numbered list are parts of something as."""

DOCUMENT_WORDS = frozenset(
    "plan strategi handlingsplan håndbok handbok bok kriterium kvalitetskriterium foredrag dokument retningslinje "
    "veileder handbook guide talk criterion criteria document strategy guideline bydel kommune".split()
)
"""What documents and those who issue them are called."""

DOCUMENT_TYPES = frozenset("bok foredrag håndbok kriterium".split())
"""Base forms of what a document is, where its title may end with it."""

PLAN_TYPES = frozenset("plan strategi mal tabell".split())
"""Base forms of what a plan is."""

ORGANISATIONS = frozenset(
    (
        "avdeling byrådsavdeling bydel departement direktorat etat fylkeskommune kommune nasjonal national "
        "utdanning oppgi"
    ).split()
)
"""What issuers are called, which names none of them."""
