"""What Outlook keeps, as the mail and the calendars that everybody reads.

Outlook holds a mail as properties ([MS-OXPROPS]), in a store (`.pst`, `.ost`) or in a file of its
own (`.msg`). `bag` reads one set of properties, `item` is a thing with its recipients and
attachments, `msg_file` and `store_file` find items, `mail` and `event` write them anew as RFC 5322
and RFC 5545. Nothing here knows a book, a connector or a fact. Stores are read in a process of
their own (`goodwill.sources.outlook_stores`).
"""
