"""Mail over IMAP (RFC 3501 and 9051): what is new in some folders of one mailbox.

`words` reads what a server says, `client` speaks to it, `folders` tells which folders there are,
`names` how they are written, `opening` opens one, `fetching` takes its new mail, `leaving` tells
what has left it, `source` makes a live source of it. Folders are opened for reading only: nothing
on the server changes, not even whether a mail has been read.
"""
