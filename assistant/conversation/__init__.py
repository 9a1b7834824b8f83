"""Conversations: questions that lean on those before them."""
