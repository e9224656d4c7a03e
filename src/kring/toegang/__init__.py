"""Accounts, grants, row-level security, the ticket door, keys and the log."""
