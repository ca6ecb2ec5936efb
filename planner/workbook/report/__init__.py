"""The result sheets, one file each."""
