"""A digest in front of people: in words, on a terminal, as one page, and as a mail to ourselves."""
