"""From files to rows, in processes that may die: what an import does before one process writes.

`gathering` says which records have to be read, `work` is what a process is given of them,
`workers` hands it out. Of the processes, `parsing_template` is the first as whoever imports sees
it, `parsing_process` what runs in all, `parsing` the way from bytes to rows; there `mail_acts` asks
for acts, and `table_rows` reads tables. `rereading` hands out mails of the book itself, when what
reads them is newer; `mapping_files` explains a table that nobody knows, before it is imported.

What writes the rows is `goodwill.pipeline`; the steps that know formats and words are
`goodwill.sources`, `goodwill.normalise` and `goodwill.acts`.
"""
