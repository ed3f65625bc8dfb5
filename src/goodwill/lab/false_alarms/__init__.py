"""How often patterns of conduct and power are seen where there are none.

Real mail of many people, shuffled: an account made of it has no conduct of its own, so each alarm
is a false one (concepts, B.4: false discovery held at 2 % for conduct, 10 % for commerce). What
it shows is whether the gates that the catalogue names, frozen and dated, hold that promise.
`innocents` makes the accounts, `alarms` counts; `python -m` fills `docs/false-alarms.md`.
"""
