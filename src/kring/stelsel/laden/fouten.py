"""A fault in the model's files, with the place where a jurist can mend it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Plek:
    """A line in a file of the model."""

    bestand: str
    regel: int

    def __str__(self) -> str:
        return f"{self.bestand}:{self.regel}"


@dataclass(frozen=True, slots=True, order=True)
class ModelFout:
    """One fault: where it stands and, in Dutch, what is wrong and what to do."""

    plek: Plek
    melding: str

    def __str__(self) -> str:
        return f"{self.plek}: {self.melding}"


class ModelFouten(Exception):
    """The model cannot be used; carries every fault found, in order of file and line."""

    def __init__(self, fouten: tuple[ModelFout, ...]) -> None:
        self.fouten = tuple(sorted(set(fouten)))
        super().__init__("\n".join(map(str, self.fouten)))


@dataclass(slots=True)
class Verzamelaar:
    """Collects faults while loading goes on, so that one run shows them all."""

    fouten: list[ModelFout] = field(default_factory=list)

    def meld(self, plek: Plek, melding: str) -> None:
        self.fouten.append(ModelFout(plek, melding))

    def raise_if_any(self) -> None:
        """Raises ModelFouten when anything was reported."""
        if self.fouten:
            raise ModelFouten(tuple(self.fouten))
