"""What grows with the number of documents, and how."""
