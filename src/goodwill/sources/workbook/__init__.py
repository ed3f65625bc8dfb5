"""Excel workbooks, read in a process of their own: what a stranger's file may do stays there.

One sheet's XML becomes rows in `sheet_xml`; the process itself is `process`. Who starts it, and
what it may take, is said next door in `goodwill.sources.workbooks`.
"""
