"""Surgery on Office Open XML packages: sheets, styles, notes and marks put into a copy."""
