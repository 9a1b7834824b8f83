"""The names of months and weekdays, in bokmål, nynorsk and English."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jan january",
            "februar feb february",
            "mars mar march",
            "april apr",
            "mai may",
            "juni jun june",
            "juli jul july",
            "august aug",
            "september sept sep",
            "oktober okt october oct",
            "november nov",
            "desember des december dec",
        ),
        start=1,
    )
    for name in names.split()
}
"""Month names of bokmål, nynorsk and English, with their abbreviations, by number."""

WEEKDAYS = {
    "mandag": "måndag monday",
    "tirsdag": "tysdag tuesday",
    "onsdag": "wednesday",
    "torsdag": "thursday",
    "fredag": "friday",
    "lørdag": "laurdag saturday",
    "søndag": "sundag sunday",
}

WEEKDAY_OF = {name: day for day, others in WEEKDAYS.items() for name in (day, *others.split())}
"""The weekday that each name means."""
