"""Every page there is, by name: what accessibility is tested on, and what pictures are taken of."""

from urllib.parse import quote_plus

PLAN_ID = "oslo-overordnet-handlingsplan-kvalitet-2024-2030"
WHO = "Hvem har ansvar for boklesing og leselyst?"

PAGES = {
    "ask": "/",
    "answer": f"/?q={quote_plus(WHO)}",
    "list": f"/?q={quote_plus('Hvilke tiltak har bydelene ansvar for?')}",
    "refusal": f"/?q={quote_plus('Hva koster en elsykkel?')}",
    "complaint": "/?q=%20",
    "page": f"/documents/{PLAN_ID}/pages/5?mark=Kontinuerlig",
    "diff": f"/documents/{PLAN_ID}/diff/jevnaker-kompetanseutviklingsplan-2022-2025",
    "documents": "/dokumenter",
    "document": f"/dokumenter/{PLAN_ID}",
    "document hits": f"/dokumenter/{PLAN_ID}?sok=samarbeid",
    "reader search": f"/documents/{PLAN_ID}/pages/6?sok=barnehagene",
    "reader text": f"/documents/{PLAN_ID}/pages/6?vis=tekst",
    "accessibility": "/tilgjengelighet",
    "privacy": "/personvern",
    "missing": "/nei",
}
