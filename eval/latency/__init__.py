"""How long an answer takes, alone and against the embedding of its question."""
