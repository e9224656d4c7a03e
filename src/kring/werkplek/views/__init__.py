"""The screens of professionals: each view reads the clock and the user, asks one query or action,
and shows what came back.
"""
