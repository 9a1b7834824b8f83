"""Reading a document: its outline, where words stand in it, and what in it could not be read."""
