"""What stands where on the family's pages."""

# What a person can do when the case asks for it, the most pressing first.
NU_MOGELIJK = (
    "geef_akkoord",
    "reageer_op_onderzoek",
    "antwoord_op_familiegroepsplan",
    "geef_toestemming",
    "geef_visie",
    "schrijf_eigen_woorden",
    "geef_eigen_cijfer",
)
# Of these, what is there for children alone.
VAN_EEN_KIND = frozenset({"schrijf_eigen_woorden"})
# What a person may always do.
ALTIJD = (
    "vraag_plan_op_papier",
    "vraag_inzage",
    "dien_klacht_in",
    "geef_toestemming_delen",
    "vraag_vernietiging",
)

# Facts that are not shown as lines about somebody: they stand elsewhere on the pages.
ELDERS = frozenset({"afspraak", "afspraak_klaar", "afspraak_vervallen", "vast_gezicht_benoemd"})

# What the doors themselves write in the log, as the family reads it.
HANDELINGEN = {
    "dossier_geopend": "keek in de gegevens",
    "nood_geopend": "keek in de gegevens, omdat het niet kon wachten",
    "hermelding_geopend": "legde een nieuwe melding bij het gezin",
}
