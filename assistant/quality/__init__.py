"""The quality of a plan: what it leaves out, and where it contradicts itself."""
