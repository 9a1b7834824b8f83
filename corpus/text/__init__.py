"""What the text of a document is made of: sentences, items, places, dates, names."""
