"""Where each case stands: projections of the fold, so that lists need not fold."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Func, Q

from kring.gezinnen.models import Gezin, VanGezin
from kring.toegang.models import EEUWIG


# More terms that press at once than a line on a list can say.
TERMIJNEN = 6


class Dossier(models.Model):
    """The case of one gezin, pinned to a variant for its organisational layer. The line on the work
    list: no content, and no name."""

    gezin = models.OneToOneField(
        Gezin, primary_key=True, on_delete=models.PROTECT, related_name="+"
    )
    nummer = models.TextField(unique=True)
    variant = models.TextField()
    versie = models.TextField()
    toestand = models.TextField()
    volgnummer = models.IntegerField()
    begonnen_op = models.DateTimeField()
    gesloten_op = models.DateTimeField(null=True)
    bewaren_tot = models.DateField(null=True)
    # A person decided so; the worker carries it out.
    te_vernietigen = models.BooleanField(default=False)
    vernietigd_op = models.DateTimeField(null=True)
    # For the order of lists, each shown with its reason.
    acuut_gevaar = models.BooleanField(default=False)
    laatste_op = models.DateTimeField()
    eerste_termijn = models.TextField(blank=True)
    eerste_termijn_op = models.DateTimeField(null=True)
    # Every term that asks for an act, the soonest first, with its moment; at most TERMIJNEN of them.
    termijnen = ArrayField(models.TextField(), default=list)
    termijnen_op = ArrayField(models.DateTimeField(), default=list)
    # Counted from what happened: how many faces, hand-overs and retellings this family had.
    gezichten = models.SmallIntegerField(default=0)
    overdrachten = models.SmallIntegerField(default=0)
    hertellingen = models.SmallIntegerField(default=0)
    # Of whoever's number fell, or else is lowest: the last, and the one before it of the same giver.
    cijfer = models.SmallIntegerField(null=True)
    vorig_cijfer = models.SmallIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="termijn_heel",
                condition=Q(eerste_termijn="", eerste_termijn_op=None)
                | ~Q(eerste_termijn="") & Q(eerste_termijn_op__isnull=False),
            )
        ]


class Toewijzing(VanGezin):
    """Who holds which functie in this case: [van, tot). The database keeps one holder at a time where
    the model says so, and at commit always one where the model demands it."""

    functie = models.TextField()
    # An actor: a professional, or an organisation that holds it as a whole.
    houder_id = models.UUIDField()
    enig = models.BooleanField()
    voor_gezin = models.BooleanField()
    van = models.DateTimeField()
    tot = models.DateTimeField(default=EEUWIG)
    grond = models.UUIDField()

    class Meta:
        indexes: ClassVar = [models.Index(name="toewijzing_nu", fields=["gezin", "functie", "tot"])]
        constraints: ClassVar = [
            ExclusionConstraint(
                name="toewijzing_een_houder",
                expressions=[
                    ("gezin", RangeOperators.EQUAL),
                    ("functie", RangeOperators.EQUAL),
                    (
                        Func("van", "tot", function="tstzrange", output_field=DateTimeRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(enig=True),
            ),
            models.UniqueConstraint(
                name="gezicht_en_vervanger_twee_mensen",
                fields=["gezin", "houder_id"],
                condition=Q(functie__in=["vast_gezicht", "vervanger"], tot=EEUWIG),
            ),
            models.CheckConstraint(
                name="toewijzing_interval", condition=Q(tot__gte=models.F("van"))
            ),
        ]


class Termijn(VanGezin):
    """A term that runs in this case, or ran."""

    termijn = models.TextField()
    gebeurtenis_id = models.UUIDField()
    start = models.DateField()
    einde = models.DateField()
    einde_moment = models.DateTimeField()
    gestopt_op = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                name="termijn_open",
                fields=["gezin", "einde_moment"],
                condition=Q(gestopt_op__isnull=True),
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(name="termijn_eenmaal", fields=["gebeurtenis_id", "termijn"])
        ]
