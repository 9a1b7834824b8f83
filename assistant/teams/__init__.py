"""The assistant in Microsoft Teams: a bot that answers as the pages do."""
