"""What the parts of a field, the faults of a sentence, their mends and what to do are called: keys of texts."""

PARTS = {
    "title": "drafts.part_title",
    "text": "drafts.part_text",
    "description": "drafts.part_description",
    "responsible": "drafts.part_responsible",
    "schedule": "drafts.part_schedule",
    "funding": "drafts.part_funding",
}
FAULTS = {
    "unknown_source": "drafts.fault_unknown_source",
    "source_gone": "drafts.fault_source_gone",
    "source_changed": "drafts.fault_source_changed",
    "altered_quote": "drafts.fault_altered_quote",
    "lost_source": "drafts.fault_lost_source",
    "not_borne": "drafts.fault_not_borne",
}
MENDS = {
    "unknown_source": "drafts.mend_unknown_source",
    "altered_quote": "drafts.mend_altered_quote",
    "lost_source": "drafts.mend_lost_source",
}
WHAT_TO_DO = {
    "unknown_source": "drafts.do_unknown_source",
    "altered_quote": "drafts.do_altered_quote",
}
