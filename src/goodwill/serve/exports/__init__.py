"""Files that other programs read: tables with their dictionary, statements for a CRM or a meeting.

Each module makes one sort of file from what a book answers; `goodwill.serve.cli.exports` writes
them. Tasks for a calendar are next door, in `goodwill.serve.tasks`.
"""
