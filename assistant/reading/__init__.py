"""Reading a document: its outline, its pages as images, where words stand in it, and what could not be read."""
