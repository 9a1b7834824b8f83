"""What is personal data wherever it stands: made-up people as both questions and plans may tell of them."""

from tests.corpus.text.test_national_ids import made_up

NATIONAL_IDS = [  # by the series that the three digits after the date are of, given out or not
    number
    for year_and_series in ("35600", "45600", "45899", "54800", "70751", "99899", "12100", "70300")
    for number in [next(filter(None, (made_up(day, 3, year_and_series) for day in range(1, 28))))]
]
NAMED_CHILDREN = [
    "4-åringen Emma klatrer.",
    "4 år gamle Emma klatrer.",
    "Tre år gamle Mohammed klatrer.",
    "Gutten Xerxes Olsen trenger hjelp.",
    "Tvillingene Emma og Xerxes trenger hjelp.",
    "Lillesøsteren Emma trenger hjelp.",
    "Storesøster Emma trenger hjelp.",
    "Storebroren Ola trenger hjelp.",
    "Ungen min, Emma, trenger hjelp.",
    "Barnet heter Emma og trenger hjelp.",
    "Emma er two years og klatrer.",
    "Emma (4 år, liker biler) klatrer.",
    "Jenta Šejla Olsen trenger hjelp.",
]
BIRTHS = [
    "Emma Hansen, født 2020-02-01",
    "Emma Hansen, født 01-02-2020",
    "Emma Hansen, som er født den 1. februar 2020",
    "Emma Hansen f 010220",
    "Født: 01.02.20, heter Emma Hansen",
    "Emma Hansen dob 01.02.2020",
]
NO_CHILDREN = [
    "Kari Hansen (45 år) er styrer.",
    "Kari Hansen på 45 år er styrer.",
    "Alle barn (4 år) kan svømme.",
    "Solstrålen (3 år)",
    "Fridtjof Nansen, født 10.10.1861",
    "Kari Hansen har 5 års erfaring.",
    "Barnets beste og Barnehageloven",
]
