"""Figures as pictures: inline SVG that needs no script, no other file and no colour."""
