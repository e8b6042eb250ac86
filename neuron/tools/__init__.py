"""Programs of the package that are started from the command line."""
