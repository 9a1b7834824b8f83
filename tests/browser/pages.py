"""Every page there is, by name: what accessibility is tested on, and what pictures are taken of."""

from urllib.parse import quote_plus

PLAN_ID = "oslo-overordnet-handlingsplan-kvalitet-2024-2030"
WHO = "Hvem har ansvar for boklesing og leselyst?"

PAGES = {
    "ask": "/",
    "answer": f"/?q={quote_plus(WHO)}",
    "list": f"/?q={quote_plus('Hvilke tiltak har bydelene ansvar for?')}",
    "refusal": f"/?q={quote_plus('Hvem vant verdensmesterskapet i sjakk i 1972?')}",
    "complaint": "/?q=%20",
    "stopped": f"/?q={quote_plus('Hvem hjelper Ola Nordmann, født 12.03.2019, tlf. 412 34 567?')}",
    "conversations": "/samtaler",
    "page": f"/documents/{PLAN_ID}/pages/5?mark=Kontinuerlig",
    "diff": f"/documents/{PLAN_ID}/diff/jevnaker-kompetanseutviklingsplan-2022-2025",
    "documents": "/dokumenter",
    "document": f"/dokumenter/{PLAN_ID}",
    "document hits": f"/dokumenter/{PLAN_ID}?sok=samarbeid",
    "reader search": f"/documents/{PLAN_ID}/pages/6?sok=barnehagene",
    "reader text": f"/documents/{PLAN_ID}/pages/6?vis=tekst",
    "accessibility": "/tilgjengelighet",
    "privacy": "/personvern",
    "mine": "/mine-data",
    "mine-delete": "/mine-data/slett",
    "missing": "/nei",
    "measures": "/tiltak",
    "measures-grouped": "/tiltak?responsible=utd&year=2026&timing=continuous&group=priority&sort=-title",
    "measures-none": "/tiltak?responsible=ppt&year=2027",
    "timeline": "/tiltak?view=timeline&group=responsible",
    "measure": f"/tiltak/{PLAN_ID}--samarbeid-og-dialog-med-oslomet",
    "measure-parts": f"/tiltak/{PLAN_ID}--mattilbudet-i-barnehagen",
    "duties": "/plikter?responsible=bydelene&group=document",
    "duty": f"/plikter/{PLAN_ID}--plikt-20",
    "drafts": "/utkast",
    "admin": "/admin",
    "admin-documents": "/admin/dokumenter",
    "admin-upload": "/admin/opplasting",
    "admin-edit": f"/admin/dokumenter/{PLAN_ID}/rediger",
    "admin-remove": f"/admin/dokumenter/{PLAN_ID}/fjern",
    "admin-jobs": "/admin/jobber",
    "admin-feedback": "/admin/tilbakemeldinger",
    "admin-corrections": f"/admin/rettelser?dokument={PLAN_ID}",
    "admin-evaluation": "/admin/evaluering",
    "admin-index": "/admin/indeks",
    "admin-audit": "/admin/revisjon",
    "feedback-thanks": "/tilbakemelding/takk",
}
