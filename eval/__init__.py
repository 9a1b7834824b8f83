"""How good the answers are: golden questions put to the assistant from outside, and what became of them."""
