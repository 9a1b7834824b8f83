"""The shipped plans and units (package data)."""
