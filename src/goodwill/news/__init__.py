"""What is new between two statements of one account, and how much of it one week can hold.

`spotting` compares the lines that state a finding, `records` the promises and people, `causes`
merges what one thing has moved, `entries` gives each cause its words, money and next step, and
`budget` leaves an owner with as much as can be read. All of it is pure; two statements and all
evidence behind them go in, entries come out. Whose statements, and of which days, is a matter of
`goodwill.hindsight.digesting`.
"""
