"""The door for other programs' agents: a book's answers over the Model Context Protocol.

`answers` cuts statements down to what fits a conversation, each line with what it rests on;
`fences` puts strangers' words between marks, so that a reader can tell them from ours; `tools` says
what may be asked, and `server` speaks the protocol. Everything here only reads.
"""
