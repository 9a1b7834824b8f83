"""From files to the library, for the command line and for a server alike."""
