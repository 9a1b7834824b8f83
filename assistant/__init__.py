"""From a question to a cited answer, and the surfaces it is asked on."""
