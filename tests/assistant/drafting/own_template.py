"""A template of one's own, for a plan that is not shipped."""

from assistant.drafting.template import Template

OWN = {
    "id": "barnehagens-plan",
    "version": 1,
    "document": "fjellvik-handlingsplan",
    "bound": ["barnehagene"],
    "title": {"nb": "Barnehagens plan", "nn": "Planen til barnehagen"},
    "sections": [
        {
            "key": "forside",
            "level": 1,
            "kind": "front",
            "title": {"nb": "Forside", "nn": "Framside"},
            "fields": [
                {
                    "key": "forside.navn",
                    "kind": "line",
                    "title": {"nb": "Barnehagens navn", "nn": "Namnet på barnehagen"},
                    "guidance": {"nb": "Skriv navnet.", "nn": "Skriv namnet."},
                }
            ],
        },
        {
            "key": "samtaler",
            "level": 1,
            "kind": "text",
            "title": {"nb": "Samtaler med foresatte", "nn": "Samtalar med føresette"},
            "fields": [
                {
                    "key": "samtaler",
                    "kind": "text",
                    "title": {"nb": "Samtaler med foresatte", "nn": "Samtalar med føresette"},
                    "guidance": {"nb": "Fortell når dere snakker med foreldrene.", "nn": "Fortel når de snakkar."},
                }
            ],
        },
        {
            "key": "ute",
            "level": 1,
            "kind": "table",
            "title": {"nb": "Ute og i vann", "nn": "Ute og i vatn"},
            "commitment": {
                "nb": "Fjellvik vil at barna møter voksne som kjenner dem",
                "nn": "Fjellvik vil at barna møter vaksne som kjenner dei",
            },
            "others": True,
            "fields": [
                {
                    "key": f"ute.{key}",
                    "kind": "row",
                    "title": {"nb": nb, "nn": nn},
                    "guidance": {"nb": "Hva dere gjør.", "nn": "Kva de gjer."},
                }
                for key, nb, nn in (
                    ("svomming", "Svømming for femåringene", "Symjing for femåringane"),
                    ("gruppe", "Ukentlig utegruppe", "Utegruppe kvar veke"),
                    ("boker", "Kasse fra biblioteket", "Kasse frå biblioteket"),
                    ("sykefravaer", "Sykefravær blant de ansatte", "Sjukefråvær mellom dei tilsette"),
                )
            ],
        },
    ],
}


def own_template(**changes: object) -> Template:
    """The template, changed in places."""
    return Template.model_validate({**OWN, **changes})
