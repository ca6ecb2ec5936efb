"""From a plan to the sheets of a workbook."""
