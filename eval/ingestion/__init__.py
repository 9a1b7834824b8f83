"""How right a file is read: rows, sentences, and what was lost without being named."""
