"""Files: of a watched folder of this machine, and of a bucket."""
