"""What many users at once do to a server, and what a day of questions does to its memory."""
