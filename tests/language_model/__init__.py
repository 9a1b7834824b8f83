"""Language models that tests speak with: real servers on this machine."""
