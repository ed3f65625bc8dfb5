"""What people see: the command line, the text of a terminal, and HTML pages.

Everything here is a thin door to `goodwill.book`: nothing is judged or stored here. Words
that both voices share are in `words`, names of lines in `titles`, the pages in `html`, the
terminal in `text`, the commands in `cli`.
"""
