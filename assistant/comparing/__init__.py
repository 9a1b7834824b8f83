"""What differs between two editions of a plan, measure by measure."""
