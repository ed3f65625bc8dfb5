"""READ: the outside world becomes RawRecords and ReadErrors, one file per connector."""
