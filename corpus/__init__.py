"""What is known: the records, where they are kept, and how they are found."""
