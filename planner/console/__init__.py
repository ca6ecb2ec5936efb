"""Files and the screen of the command line."""
