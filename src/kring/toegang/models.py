"""Accounts with what the moederorganisatie entrusts to them, grants, and the log."""

from datetime import UTC, datetime, timedelta
from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThanOrEqual


# Half-open intervals never end in nothing: this moment stands for "until it is ended".
EEUWIG = datetime(9999, 1, 1, tzinfo=UTC)


class Actorsoort(models.TextChoices):
    MEDEWERKER = "medewerker"
    GEZINSLID = "gezinslid"
    ORGANISATIE = "organisatie"
    SYSTEEM = "systeem"


class ActorManager(BaseUserManager["Actor"]):
    """Accounts are found by their key; there are no passwords."""

    def get_by_natural_key(self, username: str | None) -> "Actor":
        """The account with this key, under the name that Django asks for."""
        return self.get(pk=username or "")


class Actor(AbstractBaseUser):
    """Whoever can act or hold a functie: a professional, a family member, an organisation, the system.

    A family member's name stands with the person in the gezin, never here.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    soort = models.TextField(choices=Actorsoort)
    naam = models.TextField(blank=True)
    partij = models.TextField()
    organisatie = models.TextField(blank=True)
    team = models.TextField(blank=True)
    beroep = models.TextField(blank=True)
    telefoon = models.TextField(blank=True)
    actief = models.BooleanField(default=True)
    password = None  # type: ignore[assignment]  # nobody has one

    USERNAME_FIELD = "id"
    objects = ActorManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="gezinslid_zonder_naam",
                condition=~models.Q(soort=Actorsoort.GEZINSLID) | models.Q(naam=""),
            )
        ]

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # Django keeps a column
        return self.actief

    def __str__(self) -> str:
        return self.naam or str(self.id)


class Mandaat(models.Model):
    """A mandate of the model, entrusted to one person for a time: [van, tot)."""

    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="mandaten")
    mandaat = models.TextField()
    van = models.DateField()
    tot = models.DateField(null=True)


class Registratie(models.Model):
    """A professional registration of one person: [van, tot)."""

    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="registraties")
    soort = models.TextField()
    nummer = models.TextField()
    van = models.DateField()
    tot = models.DateField(null=True)


class Toegang(models.Model):
    """A grant: who, which family, as what, for what purpose, over what, from when until when, why.

    The one thing that opens a file for a professional; team membership opens nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    gezin_id = models.UUIDField()
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    soort = models.TextField()
    doel = models.TextField()
    scope = models.IntegerField()
    van = models.DateTimeField()
    tot = models.DateTimeField(default=EEUWIG)
    # The gebeurtenis that gave it.
    grond = models.UUIDField()
    reden = models.TextField(blank=True)
    # Not shown to the family in the log: protection that would be undone by being seen.
    discreet = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                name="toegang_bereik",
                fields=["actor", "tot"],
                include=["gezin_id", "van", "doel", "scope"],
            ),
            models.Index(
                name="toegang_rij",
                fields=["gezin_id", "actor", "tot"],
                include=["van", "scope", "doel"],
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="toegang_interval", condition=models.Q(tot__gte=models.F("van"))
            ),
            models.CheckConstraint(name="toegang_scope", condition=models.Q(scope__gt=0)),
            models.CheckConstraint(
                name="nood_met_reden",
                condition=~models.Q(soort="nood")
                | models.Q(GreaterThanOrEqual(Length(Trim("reden")), 20)),
            ),
            # By its doel the policies know break-glass: it opens no zegel.
            models.CheckConstraint(
                name="nood_kort",
                condition=~models.Q(soort="nood")
                | models.Q(doel="nood", tot__lte=models.F("van") + timedelta(hours=4)),
            ),
        ]


class Logregel(models.Model):
    """One line of the log: plain values, no foreign keys, never changed, never removed.

    Names follow Logboek Dataverwerkingen and NEN 7513: what, when, who, for which purpose, on which
    ground, over whom, with which outcome. Holds no content of a file.
    """

    op = models.DateTimeField()
    actor_id = models.UUIDField()
    gezin_id = models.UUIDField(null=True)
    handeling = models.TextField()
    doel = models.TextField()
    grond = models.UUIDField(null=True)
    objecten = models.TextField()
    toegestaan = models.BooleanField()
    discreet = models.BooleanField()
    # The writing transaction (xid8); the database fills it, the seal is made by it.
    xid = models.TextField(editable=False)

    class Meta:
        managed = False
        db_table = "toegang_logregel"


class Zegel(models.Model):
    """A seal over the log lines of finished transactions: [van_xid, tot_xid)."""

    nr = models.BigIntegerField(primary_key=True)
    van_xid = models.TextField()
    tot_xid = models.TextField()
    aantal = models.IntegerField()
    wortel = models.BinaryField()
    vorige = models.BinaryField()
    handtekening = models.BinaryField()
    op = models.DateTimeField()
