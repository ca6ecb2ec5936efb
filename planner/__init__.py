"""Plans people and dates from a workbook and gives the same workbook back."""
