"""The register: which measures and duties of the plans meet which conditions, complete."""
