"""Every text sent to a language model: one Markdown file a prompt, none yet."""
