"""A company too large for one machine: the same extraction, judge and bytes, on Spark.

`place` says where things lie, `session` starts Spark, `pieces` cuts raw files into work, `extract`
is what a worker does with a piece, `importing` puts the answers into the ledger, `slices` cuts the
ledger into small books, `drawing` has them drawn up, `publish` hands the statements to a book.
What is read, judged and advised is the very code of the embedded run, mapped over Arrow batches.
"""
