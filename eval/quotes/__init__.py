"""Whether the quotes stand in the original files as they are given."""
