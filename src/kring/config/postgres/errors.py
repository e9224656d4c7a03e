"""The one error of this package."""


class PostgresFout(RuntimeError):
    """The database cannot do what was asked; the message is Dutch and says what to do."""
