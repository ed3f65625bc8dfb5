"""Plans for other programs and other people: calendars, spreadsheets, whoever takes over.

`todos` is what there is to do, `ics` and `sheet` write it for a calendar or a spreadsheet, and
`hand_over` is the page for somebody who takes an account over. Nothing is sent to anybody.
"""
