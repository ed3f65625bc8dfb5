"""For programs that use a book: `webhooks` and what was sent to them, `repeated_requests`."""
