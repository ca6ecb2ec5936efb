"""What can be wrong with a project as a whole, read from a workbook or built in Python."""
