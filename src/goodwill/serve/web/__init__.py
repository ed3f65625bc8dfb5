"""The pages that people open every Monday, served on this machine: `goodwill serve`.

A request comes in through `guard` (which hosts may ask, which headers every answer has), a module
of `pages` answers one question with what `shelf` has of the book, and `rendering` draws it with the
same macros as the pages in a file (`goodwill.serve.html`). `app` puts them together. `static` has
the styles, the little script and what was taken from npm; every page can be read without script.
"""
