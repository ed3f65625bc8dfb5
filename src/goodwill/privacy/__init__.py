"""PRIVACY: what is taken of mail, what is let go again, and who looked at whose words.

`modes` says how much of a mailbox is taken, `private_mail` which mails are nobody's business,
`topics` which sentences are taken out of the rest; all three before anything is stored. `erasing`
makes the book forget a person, `keyed` how it knows her again without naming her, `dossier` tells
her all that is held of her. `audit` is the record of looks at people's words, `notices` what they
have to be told of all this.

The tables are in `goodwill.store.tables.privacy`. Who may see what is not here: `goodwill.access`.
"""
