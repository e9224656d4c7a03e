"""Break-glass: open a family that one has no grant for, because it cannot wait.

Whether somebody may do this at all is asked first, of the model alone, so that the answer says nothing
about the family. Then the door logs and opens; the stap itself gives the grant, with its end, and asks a
second person to look at it.
"""

from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connections
from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Greatest

from kring.dossier.actions.stappen import Opdracht, StapGeweigerd, take_behind
from kring.dossier.opslag import plek_toegang, stelsel_van
from kring.stelsel.begrippen import Stelsel
from kring.stelsel.beleid.regels import MOTOR
from kring.stelsel.toetsing import Weigering, assess_stap
from kring.stelsel.weigergronden import TOESTAND
from kring.stelsel.zaak import Handelend, Stand, Voorstel
from kring.toegang import deur as deuren
from kring.toegang.deur import Deur, GeenToegang, binnen, log_handeling, open_lijst
from kring.toegang.kluis import lock_tekst
from kring.toegang.models import Toegang
from kring.toegang.queries import load_handelenden
from kring.toegang.sleutels import SleutelVernietigd


STAP = "open_nood"
SOORT = "nood"
# Where there is no such family there is no key to keep a reason under.
ZONDER_GEZIN = "de reden is niet bewaard: dit gezin is er niet"


def open_nood(*, gezin: UUID, door: UUID, op: datetime, reden: str, sleutel: str) -> None:
    """Give the one who asks a grant of a few hours. The same `sleutel` again is the same request.

    Raises StapGeweigerd with every reason when this person may not open in an emergency or gives no
    good reason, and GeenToegang when there is no such family, or it cannot be opened like this: the
    two look the same. Both are in the log.
    """
    handelend = load_handelenden([door]).get(str(door))
    if handelend is None:
        raise GeenToegang
    stelsel = stelsel_van(settings.KRING_VARIANT)
    if weigeringen := _assess(stelsel, handelend, op, reden):
        _log_weigering(door, gezin)
        raise StapGeweigerd(stelsel, weigeringen)
    toegang = uuid4()
    deur = _open_door(stelsel, gezin, door, toegang, reden)
    opdracht = Opdracht(
        gezin=gezin,
        stap=STAP,
        door=door,
        op=op,
        waarden={"reden": reden},
        sleutel=sleutel,
        doel=SOORT,
    )
    try:
        take_behind(deur, opdracht, handelend)
    except StapGeweigerd as geweigerd:
        # What is refused here depends on the family, and of that this person may know nothing.
        raise GeenToegang from geweigerd
    finally:
        _end(deur, toegang, op)


def find_gezin(nummer: str) -> UUID:
    """The family with this number; for a number that is nobody's a key that is nobody's, so that what
    follows is the same."""
    gezocht = nummer.replace("\0", "").strip().upper()
    with connections[MOTOR].cursor() as cursor:
        cursor.execute("SELECT kring.gezin_met_nummer(%s)", [gezocht])
        return cursor.fetchone()[0] or uuid4()


def _assess(
    stelsel: Stelsel, handelend: Handelend, op: datetime, reden: str
) -> tuple[Weigering, ...]:
    """What stands in the way whatever the family: power, mandate, and a reason in words."""
    voorstel = Voorstel(id=str(uuid4()), stap=STAP, door=handelend, op=op, waarden={"reden": reden})
    oordeel = assess_stap(stelsel, Stand(), voorstel)
    return tuple(weigering for weigering in oordeel.weigeringen if weigering.code != TOESTAND)


def _open_door(stelsel: Stelsel, gezin: UUID, door: UUID, toegang: UUID, reden: str) -> Deur:
    soort = stelsel.toegangssoorten[SOORT]
    uren = stelsel.instelling("nood_uren")
    try:
        bewaard = lock_tekst(gezin, plek_toegang(toegang), reden)
    except SleutelVernietigd:
        bewaard = ZONDER_GEZIN
    return deuren.open_nood(
        actor=door,
        gezin=gezin,
        toegang=toegang,
        scope=sum(1 << stelsel.categorieen[naam].bit for naam in soort.categorieen),
        uren=min(uren, soort.hoogstens_uren or uren),
        reden=bewaard,
    )


def _end(deur: Deur, toegang: UUID, op: datetime) -> None:
    """The grant of the door was for taking the stap; what stays is the grant that the stap gave."""
    nu = Value(op, output_field=DateTimeField())
    with binnen(deur):
        rijen = Toegang.objects.using(deur.alias).filter(pk=toegang, gezin_id=deur.gezin)
        rijen.update(tot=Greatest(F("van"), nu))


def _log_weigering(door: UUID, gezin: UUID) -> None:
    deur = open_lijst(actor=door, alias=MOTOR)
    with binnen(deur):
        log_handeling(deur, STAP, str(gezin), toegestaan=False)
