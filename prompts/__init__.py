"""Every text sent to a language model: one Markdown file a prompt, read by assistant/language_model/prompts.py."""
