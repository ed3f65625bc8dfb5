"""Stored facts as relations in Arrow: what signals measure and judges read.

`facts` hands all of them out: `mail`, `interactions` (meetings and the like), `rows` of tables,
`passed_on` and `person_notes` (what mails tell beside). `arrays` turns stored values into Arrow.

The relations are named in `goodwill.facts.tables`; nothing here is cut by a day
(`goodwill.signals.known`).
"""
