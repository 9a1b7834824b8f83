"""What people take elsewhere: spreadsheets, calendars, Markdown."""
