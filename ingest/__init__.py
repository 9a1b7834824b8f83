"""From a file to records: bytes in, records out, one small module a stage."""
