"""Whether the system says that it does not know, exactly when it cannot know."""
