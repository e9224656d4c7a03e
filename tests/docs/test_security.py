"""SECURITY.md says of every column that stands readable in the database that it does."""

import pytest
from tests.docs.bladen import WORTEL, read


SECURITY = WORTEL / "SECURITY.md"
# Words of the page → the columns that they are about.
LEESBAAR = {
    "who has access to which family, why and until when": "Toegang.actor Toegang.soort Toegang.doel Toegang.scope"
    " Toegang.van Toegang.tot Toegang.grond Toegang.discreet",
    "who holds which functie": "Toewijzing.functie Toewijzing.houder_id Toewijzing.enig Toewijzing.voor_gezin"
    " Toewijzing.van Toewijzing.tot Toewijzing.grond",
    "who is blocked": "Blok.persoon Blok.van Blok.tot Blok.grond",
    "who may see a sealed address": "Adrestoegang.persoon_id Adrestoegang.actor_id Adrestoegang.grond",
    "which stap was taken when, by whom and for which organisation, with its receipt": "Gebeurtenis.auteur_id"
    " Gebeurtenis.op Gebeurtenis.volgnummer Gebeurtenis.stap Gebeurtenis.feit Gebeurtenis.partij Gebeurtenis.soort"
    " Gebeurtenis.lid_id Gebeurtenis.geregistreerd Gebeurtenis.sleutel Gebeurtenis.bewijs Gebeurtenis.categorie",
    "which refusals somebody met": "Weigering.op Weigering.actor_id Weigering.stap Weigering.codes",
    "of each statement what kind it is": "Uitspraak.categorie Uitspraak.gebeurtenis Uitspraak.plek Uitspraak.feit"
    " Uitspraak.soort Uitspraak.bij Uitspraak.auteur_id Uitspraak.op",
    "about whom and for whom, whether the portal shows it": "Uitspraak.over Uitspraak.voor Uitspraak.portaal"
    " Uitspraak.verzegeld Gebeurtenis.over Gebeurtenis.voor Gebeurtenis.portaal Gebeurtenis.verzegeld"
    " ZegelToegang.gebeurtenis_id ZegelToegang.actor_id",
    "toestand, variant, number of the case, terms": "Dossier.nummer Dossier.variant Dossier.versie Dossier.toestand"
    " Dossier.volgnummer Dossier.laatste_op Dossier.eerste_termijn Dossier.eerste_termijn_op Dossier.termijnen"
    " Dossier.termijnen_op Termijn.termijn"
    " Termijn.gebeurtenis_id Termijn.start Termijn.einde Termijn.einde_moment Termijn.gestopt_op",
    "when it began, closed, must be destroyed or was": "Dossier.begonnen_op Dossier.gesloten_op Dossier.bewaren_tot"
    " Dossier.te_vernietigen Dossier.vernietigd_op Vernietiging.op Vernietiging.besluit_id",
    "the last two veiligheidscijfers, whether acute danger was recorded": "Dossier.cijfer Dossier.vorig_cijfer"
    " Dossier.acuut_gevaar",
    "how many faces, hand-overs and retellings": "Dossier.gezichten Dossier.overdrachten Dossier.hertellingen",
    "birth dates, sex, role and gezag of persons": "Persoon.geboren Persoon.geboren_vroegst Persoon.geboren_laatst"
    " Persoon.geslacht Persoon.rol Gezag.ouder Gezag.kind Gezag.van Gezag.tot Gezag.grond",
    "who lives with whom": "Lidmaatschap.huishouden Lidmaatschap.persoon Lidmaatschap.van Lidmaatschap.tot",
    "three judgements about a child": "Persoon.bekwaam Persoon.bezwaar Persoon.deelt",
    "whether the pages open quietly": "Persoon.rustig",
    "the gemeente": "Gezin.gemeente",
    "what kind of address somebody has": "Adres.persoon Adres.soort AdresGeheim.persoon_id AdresGeheim.soort",
    "which account is which person": "Deelnemer.actor_id Deelnemer.persoon",
    "when somebody last signed in": "Actor.last_login",
    "through which channel a melding came": "Melding.gebeurtenis_id Melding.kanaal Melding.ontvangen_op",
    "which messages are waiting, of which kind, and how often they failed": "BerichtUit.soort BerichtUit.sleutel"
    " BerichtUit.gebeurtenis_id BerichtUit.aangemaakt_op BerichtUit.niet_voor BerichtUit.pogingen"
    " BerichtUit.bezorgd_op BerichtUit.fout",
    "on which form somebody has a draft": "Concept.actor_id Concept.stap Concept.op",
    "who asked and who answered a question without a name, and when": "Consult.vrager_id Consult.gevraagd_op"
    " Consult.beantwoorder_id Consult.beantwoord_op",
    "names, work, telephone numbers, mandates and registrations of professionals": "Actor.soort Actor.naam"
    " Actor.partij Actor.organisatie Actor.team Actor.beroep Actor.telefoon Actor.actief Mandaat.actor Mandaat.mandaat"
    " Mandaat.van Mandaat.tot Registratie.actor Registratie.soort Registratie.nummer Registratie.van Registratie.tot",
    "the whole log and its seals": "Logregel.op Logregel.actor_id Logregel.handeling Logregel.doel Logregel.grond"
    " Logregel.objecten Logregel.toegestaan Logregel.discreet Logregel.xid Zegel.nr Zegel.van_xid Zegel.tot_xid"
    " Zegel.aantal Zegel.op",
    # Encrypted although it is text.
    "and the reason for break-glass": "Toegang.reden",
}
# Keys say nothing by themselves.
SLEUTELS = {"id", "gezin", "gezin_id"}


def columns():
    """Every column of our own tables that can be read without a key."""
    from django.apps import apps
    from django.db.models import BinaryField

    for app in ("toegang", "gezinnen", "dossier"):
        for model in apps.get_app_config(app).get_models():
            for veld in model._meta.fields:
                if not isinstance(veld, BinaryField) and veld.name not in SLEUTELS:
                    yield f"{model.__name__}.{veld.name}"


def described():
    return [kolom for kolommen in LEESBAAR.values() for kolom in kolommen.split()]


def test_every_readable_column_is_described_and_no_other():
    assert sorted(described()) == sorted(columns())


@pytest.mark.parametrize("woorden", LEESBAAR)
def test_page_says_so(woorden):
    assert woorden in " ".join(read(SECURITY).split())
