"""Wrong usage is told in Dutch, as everything else; the exit status stays 2."""

import argparse
import re
import sys
from collections.abc import Sequence
from typing import Any, NoReturn


# What argparse says, and what we say instead.
ZINNEN = (
    (r"the following arguments are required: (.*)", r"Hier ontbreekt nog: \1."),
    (
        r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.*)\)",
        r"\1: \2 bestaat niet. Kies uit: \3.",
    ),
    (r"argument (\S+): invalid int value: '?(.*?)'?", r"\1: \2 is geen geheel getal."),
    (r"argument (\S+): expected one argument", r"\1: hier hoort een waarde achter."),
    (r"argument (\S+): ignored explicit argument '?(.*?)'?", r"\1: hier hoort geen waarde achter."),
    (r"unrecognized arguments: (.*)", r"Dit hoort hier niet: \1."),
    # What a verb of ours says about a value is Dutch already.
    (r"argument (\S+): (.*)", r"\1: \2"),
)


class Parser(argparse.ArgumentParser):
    """A parser that speaks Dutch; those of its verbs do too."""

    def __init__(self, **anders: object) -> None:
        # An abbreviation that works today may mean something else tomorrow.
        super().__init__(**{"allow_abbrev": False, **anders})  # type: ignore[arg-type]

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """What was typed; whatever is left over is told by the verb that it was typed at."""
        gekozen, over = super().parse_known_args(args, namespace)
        if over:
            self.error(f"unrecognized arguments: {' '.join(over)}")
        return gekozen, over

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how it is used; ends with status 2."""
        sys.stderr.write(f"{in_dutch(message)}{self._keuzes(message)}\n{self.format_usage()}")
        sys.stderr.write(f"Meer uitleg: {self.prog} --help\n")
        raise SystemExit(2)

    def _keuzes(self, message: str) -> str:
        """What there is to choose from, when the verb itself is missing."""
        for deel in self._actions:
            verben = deel.choices if isinstance(deel, argparse._SubParsersAction) else None
            if verben and message.endswith(f"required: {deel.metavar}"):
                return f" Kies uit: {', '.join(verben)}."
        return ""

    def format_usage(self) -> str:
        """How the verb is typed."""
        return super().format_usage().replace("usage:", "Gebruik:", 1)

    def format_help(self) -> str:
        """What there is to know about the verb."""
        tekst = super().format_help().replace("usage:", "Gebruik:", 1)
        for engels, nederlands in (
            ("positional arguments:", "wat erbij hoort:"),
            ("options:", "opties:"),
            ("show this help message and exit", "deze uitleg, en stoppen"),
        ):
            tekst = tekst.replace(engels, nederlands, 1)
        return tekst


def in_dutch(melding: str) -> str:
    """A message of argparse in Dutch; one that we do not know stays as it is."""
    for engels, nederlands in ZINNEN:
        if gevonden := re.fullmatch(engels, melding):
            return gevonden.expand(nederlands).replace("'", "")
    return melding
