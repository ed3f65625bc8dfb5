"""`python -m goodwill`, where the command itself is not on the path."""

from goodwill.serve.cli import main

if __name__ == "__main__":
    main()
