"""Words of the languages that plans and questions are in, and the analysis of them; no records."""
