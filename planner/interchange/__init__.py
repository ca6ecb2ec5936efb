"""Project files of other programs: read into a `Project`, with a report of what became of them.

``bytes ─ formats.read_draft → Draft ─ build → Imported (Project, what has no home, report)``

A reader (`mspdi`, `p6`, `gan`) only says what the file says, as a `Draft`; what that means here
is decided in one place, `build`. `sheets` writes what was imported as a workbook to go on with.
"""
