"""The page that people ask on."""
