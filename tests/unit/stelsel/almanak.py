"""Easter and the other holidays, written down from a printed almanac; nothing here is computed."""

from datetime import date, timedelta


# Easter Sunday by year, as month and day.
PASEN = {
    2020: "04-12", 2021: "04-04", 2022: "04-17", 2023: "04-09", 2024: "03-31", 2025: "04-20", 2026: "04-05",
    2027: "03-28", 2028: "04-16", 2029: "04-01", 2030: "04-21", 2031: "04-13", 2032: "03-28", 2033: "04-17",
    2034: "04-09", 2035: "03-25", 2036: "04-13", 2037: "04-05", 2038: "04-25", 2039: "04-10", 2040: "04-01",
    2041: "04-21",
}  # fmt: skip
# Years in which 27 April is a Sunday: the King's birthday is celebrated the day before.
KONINGSDAG_OP_ZATERDAG = {2025, 2031, 2036}
# Good Friday, Easter Monday, Ascension and Whit Monday, in days from Easter Sunday.
ROND_PASEN = (-2, 1, 39, 50)


def holidays(jaar: int) -> set[date]:
    """The nine days of Algemene termijnenwet art. 3."""
    pasen = date.fromisoformat(f"{jaar}-{PASEN[jaar]}")
    koning = 26 if jaar in KONINGSDAG_OP_ZATERDAG else 27
    vast = {"01-01", f"04-{koning}", "05-05", "12-25", "12-26"}
    return {date.fromisoformat(f"{jaar}-{dag}") for dag in vast} | {
        pasen + timedelta(days=n) for n in ROND_PASEN
    }
