"""Mailboxes: over IMAP, and by the interfaces of Google and Microsoft."""
