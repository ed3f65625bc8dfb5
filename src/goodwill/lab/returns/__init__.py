"""What each kind of relationship returns, and whether the book's own data bear the texts out.

`years` is an account over one year: how it stood when the year began, and what came in it.
`groups` are figures of several accounts with their intervals, `claims` what the texts say and how
it is set against those figures. `shifts`, `adjusted` and `warmth` are the further `steps`: the
same account before and after a change of kind, accounts that were alike beforehand, and warmth
beside business. `study` puts them together, `words` says what came of each claim. Nothing here is
an effect: nobody handed kinds out by lot.
"""
