"""Tables that a mapping file explains: any vendor's export becomes rows of the contract.

What a mapping may say is in `rules`, its file is read in `toml_file`, all of them are kept in
`shelf`. A file is read in `reading` (header, passes, records); what a row says is put into the
contract's words in `rewriting`, by way of `numbers`, `days` and `words`. How a file writes its
dates and amounts is decided, or asked, in `dialect`.
"""
