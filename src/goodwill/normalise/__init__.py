"""Payloads to facts: one file for each payload type, all pure.

Mail is `rfc822`, calendars are `icalendar`, rows of tables are `table_row`. What a mail is
made of has a file for each question: `headers`, `people`, `dates`, `mime`, `body`, `html`,
`charsets`, `dumps`, `zones`, `category`, `language`, `identity`, and for what it passes on
`forwards`, `headings`, `heading_dates`. Who people are is
`goodwill.resolve`; what sentences do is `goodwill.acts`.
"""
