"""The project's own commands, called by the Makefile.

Everything but `messages` and `database` runs before the environment exists and so uses
the standard library alone.
"""
