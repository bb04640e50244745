# Nothing to compile.
