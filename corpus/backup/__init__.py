"""All that is kept, in one file that any store can be filled from."""
