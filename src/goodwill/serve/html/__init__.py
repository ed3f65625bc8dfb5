"""The page's voice: HTML that stands alone, with no script and nothing fetched.

`pages` puts pages together from `templates` and `style.css`; `charts` works out where lines
and areas lie; `findings` picks what needs attention. Everything shown is escaped by the
templates, and a strict content security policy stands in every page.
"""
