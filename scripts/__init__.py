"""The command line ``landuse``: one file a command, each thin over the rooms before it."""
