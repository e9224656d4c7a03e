"""What stands where: the sections of the pages, and which steps count as milestones of a story."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """A section: its heading, the facts it shows, and the steps that add to it."""

    kop: str
    hulp: str
    feiten: tuple[str, ...]
    stappen: tuple[str, ...]


ONDERZOEK = (
    Onderdeel("Vraag", "Wat wilt u samen weten?", ("onderzoek_geopend",), ()),
    Onderdeel("Bronnen", "Met wie u sprak of wat u las.", ("onderzoeksbron",), ("voeg_bron_toe",)),
    Onderdeel(
        "Wat we weten",
        "Elke zin is een feit, een vermoeden of een mening, met een bron.",
        ("uitspraken",),
        ("leg_uitspraken_vast",),
    ),
    Onderdeel("Hoe gezinsleden het zien", "In hun eigen woorden.", ("visie",), ("leg_visie_vast",)),
    Onderdeel("Wat helpt en wat tegenwerkt", "", ("factor",), ("benoem_factor",)),
    Onderdeel("Mogelijkheden", "Weeg er minstens twee.", ("optie",), ("weeg_optie",)),
    Onderdeel("Conclusie", "", ("conclusie",), ("trek_conclusie",)),
    Onderdeel(
        "Gedeeld met het gezin, en wat zij ervan vinden",
        "",
        ("onderzoek_gedeeld", "reactie", "geen_reactie"),
        ("deel_onderzoek", "leg_reactie_vast", "leg_geen_reactie_vast"),
    ),
    Onderdeel(
        "Tegenspraak",
        "Een ander schrijft wat er niet klopt. De schrijver antwoordt. Beide blijven staan.",
        ("tegenspraak_gevraagd", "tegenspraak", "tegenspraak_beantwoord"),
        ("vraag_tegenspraak", "schrijf_tegenspraak", "beantwoord_tegenspraak"),
    ),
    Onderdeel("In gewone woorden", "", ("gewone_versie",), ("maak_gewone_versie",)),
)
PLAN = (
    Onderdeel(
        "Eerst het gezin zelf",
        "Het gezin mag eerst zelf een plan maken, met familie en bekenden.",
        ("familiegroepsplan_aangeboden", "familiegroepsplan_antwoord", "familiegroepsplan_uitzondering", "familiegroepsplan_ontvangen"),
        ("bied_familiegroepsplan_aan", "leg_antwoord_familiegroepsplan_vast", "ontvang_familiegroepsplan", "leg_uitzondering_familiegroepsplan_vast"),
    ),
    Onderdeel("Doelen", "Van wie is het doel, en waaraan ziet u dat het lukt?", ("doel",), ("stel_doel",)),
    Onderdeel("Afspraken en veiligheid", "Wie doet wat, en wanneer.", ("afspraak",), ("maak_afspraak",)),
    Onderdeel(
        "Besproken met wie",
        "",
        ("plan_besproken", "overleg_niet_mogelijk", "instemming_pleegouder"),
        ("bespreek_plan", "leg_overleg_niet_mogelijk_vast", "leg_instemming_pleegouder_vast"),
    ),
    Onderdeel("Rechten", "", ("rechten_uitgelegd",), ("leg_rechten_uit",)),
    Onderdeel("Eens of niet eens", "Geen antwoord is geen ja.", ("akkoord",), ("leg_akkoord_vast",)),
    Onderdeel(
        "Hulp en toestemming",
        "",
        ("toestemming", "toestemming_uitzondering", "hulp_gestart", "hulp_gestopt", "bijdrage"),
        ("leg_toestemming_vast", "leg_uitzondering_toestemming_vast", "start_hulp", "voeg_bijdrage_toe"),
    ),
    Onderdeel("In gewone woorden", "", ("gewone_versie",), ("maak_gewone_versie",)),
    Onderdeel(
        "Voorwaarden",
        "Een doel dat moet. Eerst het voornemen, dan tegenspraak, dan de brief, dan de uitleg.",
        ("voornemen_voorwaarde", "tegenspraak_gevraagd", "tegenspraak", "tegenspraak_beantwoord", "voorwaarde_aangekondigd", "voorwaarde_uitgelegd", "voorwaarde_gehaald", "voorwaarde_vervallen"),
        ("neem_voorwaarde_voor", "vraag_tegenspraak", "schrijf_tegenspraak", "beantwoord_tegenspraak", "kondig_voorwaarde_aan", "leg_voorwaarde_uit", "stel_voorwaarde_gehaald_vast", "trek_voorwaarde_in"),
    ),
    Onderdeel(
        "Samen kijken en afronden",
        "",
        ("evaluatie", "afgeschaald", "monitorcontact", "afgesloten"),
        ("evalueer", "schaal_af", "leg_monitorcontact_vast", "schaal_weer_op", "sluit_af", "heropen"),
    ),
)  # fmt: skip

# Steps that show on the safety timeline, with the short words for it.
MIJLPALEN = {
    "ontvang_melding": "Melding",
    "neem_hermelding_op": "Nieuwe melding",
    "leg_acuut_gevaar_vast": "Acuut gevaar",
    "beoordeel_melding": "Melding beoordeeld",
    "begin_kennismaken": "Kennismaking",
    "zet_rvt_in": "Veiligheidsteam doet mee",
    "wissel_vast_gezicht": "Ander vast gezicht",
    "stel_onderzoek_vast": "Onderzoek klaar",
    "stel_plan_vast": "Plan klaar",
    "start_hulp": "Hulp begonnen",
    "kondig_voorwaarde_aan": "Doel is voorwaarde",
    "stel_voorwaarde_gehaald_vast": "Voorwaarde gehaald",
    "schaal_af": "Afgeschaald",
    "sluit_af": "Afgesloten",
}
ERNSTIG = frozenset({"ontvang_melding", "neem_hermelding_op", "leg_acuut_gevaar_vast"})

# The routes that a judgement can take, in the order of the page.
ROUTES = ("beoordeel_melding", "sluit_melding", "neem_melding_niet_in_behandeling")

# Steps by kind, for the list "wat kan ik nu doen".
GROEPEN = (
    ("Elke dag", ("schrijf_notitie", "geef_cijfer", "maak_afspraak", "beantwoord_veilig_genoeg", "leg_uitspraken_vast", "leg_notitie_terzijde", "leg_woorden_kind_vast", "lees_woorden_kind", "laat_afspraak_vervallen", "voeg_bijdrage_toe", "leg_acuut_gevaar_vast")),
    ("Gezin", ("leg_gezinsleden_vast", "leg_band_vast", "laat_band_vervallen", "leg_gezag_vast", "beeindig_gezag", "beoordeel_rechten_kind", "scherm_adres_af", "zet_blok", "hef_blok_op", "voer_veiligheidsgesprek")),
    ("Verder in het traject", ("benoem_vast_gezicht", "vertel_vast_gezicht", "begin_kennismaken", "open_onderzoek", "herzie_plan", "geef_plan_op_papier", "start_hulp", "stop_hulp", "neem_voorwaarde_voor", "evalueer", "schaal_af", "sluit_af", "heropen")),
    ("Mensen", ("vraag_rvt", "zet_rvt_in", "stop_rvt", "doe_warme_overdracht", "wissel_vast_gezicht", "wissel_vervanger", "beleg_zicht", "informeer_betrokkene", "stel_informeren_uit", "koppel_terug_aan_melder", "sluit_betrokkenheid_vt")),
    ("Raad en rechter", ("neem_verzoek_voor", "vraag_raadsonderzoek", "begin_raadsonderzoek", "meld_raad_dient_niet_in", "vertel_rechtsbijstand", "vertel_contra_expertise", "nodig_kind_uit", "leg_kind_niet_gehoord_vast", "dien_verzoek_in", "leg_beschikking_vast", "leg_afwijzing_vast", "begin_maatregel", "plaats_uit_huis", "neem_aanwijzing_voor", "geef_aanwijzing", "bezie_plan", "neem_machtiging_voor", "vraag_machtiging", "leg_advies_raad_vast", "vraag_verlenging", "beeindig_maatregel")),
    ("Rechten en delen", ("leg_rechten_uit", "deel_gegevens", "leg_toestemming_delen_vast", "houd_informatie_achter", "beantwoord_klopt_niet", "beslis_inzage", "beslis_vernietiging", "beoordeel_nood", "reageer_op_klachtoordeel", "leg_calamiteit_vast", "meld_calamiteit", "laat_toezicht_toe")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Vak:
    """A part of the board of the RVT: the families that somebody sees through these kinds of grant."""

    kop: str
    hulp: str
    soorten: frozenset[str]


BORD = (
    Vak(
        "Wacht op een oordeel",
        "Meldingen die nog niet beoordeeld zijn. De meest dringende staat bovenaan.",
        frozenset({"vt_beoordeling"}),
    ),
    Vak(
        "Vragen van lokale teams",
        "Een vast gezicht vraagt om mee te doen. U ziet de vraag, nog niet het dossier.",
        frozenset({"rvt_vraag"}),
    ),
    Vak(
        "U doet mee",
        "Hoe verder u meedoet, hoe meer u ziet.",
        frozenset({"rvt_consult", "rvt_meekijken", "rvt_duo", "rvt_bevoegd", "maatregel"}),
    ),
    Vak(
        "U let op tot het lokaal team er is",
        "En u vertelt betrokkenen wat Veilig Thuis deed.",
        frozenset({"vt_zicht", "vt_afronding"}),
    ),
)

# What somebody has before them while filling in a form: facts that the stap is about.
NAAST = {
    "beoordeel_melding": ("melding_ontvangen", "acuut_gevaar"),
    "sluit_melding": ("melding_ontvangen", "acuut_gevaar"),
    "neem_melding_niet_in_behandeling": ("melding_ontvangen", "acuut_gevaar"),
    "leg_uitspraken_vast": ("notitie",),
    "zet_rvt_in": ("rvt_gevraagd",),
    "benoem_vast_gezicht": ("melding_beoordeeld", "in_beeld_gekomen"),
    "beantwoord_veilig_genoeg": ("veilig_genoeg", "veiligheidscijfer", "melding_beoordeeld"),
    "trek_conclusie": ("uitspraken", "visie", "factor", "optie"),
    "schrijf_tegenspraak": ("tegenspraak_gevraagd", "conclusie", "uitspraken", "factor", "optie", "voornemen_voorwaarde"),
    "beantwoord_tegenspraak": ("tegenspraak", "conclusie", "voornemen_voorwaarde"),
    "beantwoord_klopt_niet": ("klopt_niet", "uitspraken"),
    "kondig_voorwaarde_aan": ("voornemen_voorwaarde", "tegenspraak", "tegenspraak_beantwoord", "doel"),
    "leg_voorwaarde_uit": ("voorwaarde_aangekondigd",),
    "stel_voorwaarde_gehaald_vast": ("voorwaarde_aangekondigd",),
    "evalueer": ("doel", "afspraak", "veiligheidscijfer"),
    "beoordeel_nood": ("noodtoegang",),
    "beslis_inzage": ("inzage_gevraagd",),
    "beslis_vernietiging": ("vernietiging_gevraagd",),
    "beoordeel_klacht": ("klacht",),
    "reageer_op_klachtoordeel": ("klacht", "klacht_beoordeeld"),
}  # fmt: skip
