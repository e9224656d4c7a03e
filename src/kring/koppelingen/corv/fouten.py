"""What is wrong with a message, in Dutch, for the sender who must mend it.

A sentence names elements and limits but never repeats a value: refusals end up in logs and mail,
and a value can be somebody's name or BSN.
"""

from dataclasses import dataclass


# One reason to refuse. `pad` is "/" for the message as a whole; `regel` is the line in the file.
@dataclass(frozen=True, slots=True, kw_only=True)
class Fout:
    pad: str
    melding: str
    regel: int | None = None

    def __str__(self) -> str:
        plek = self.pad if self.regel is None else f"{self.pad} (regel {self.regel})"
        return f"{plek}: {self.melding}"


# Something odd that the standard allows: the message is taken, and a person should look at this.
@dataclass(frozen=True, slots=True, kw_only=True)
class Waarschuwing:
    pad: str
    melding: str

    def __str__(self) -> str:
        return f"{self.pad}: {self.melding}"


class BerichtGeweigerd(ValueError):
    """The message is not taken; carries every reason that was found."""

    def __init__(self, fouten: tuple[Fout, ...]) -> None:
        self.fouten = fouten
        super().__init__("\n".join(map(str, fouten)))


def refuse(melding: str) -> BerichtGeweigerd:
    """A refusal of the message as a whole, for one reason."""
    return BerichtGeweigerd((Fout(pad="/", melding=melding),))
