"""What the command line does with files and the screen."""
