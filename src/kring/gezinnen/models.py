"""A gezin with its people. Everything is of one gezin; the same human being in two gezinnen is two
persons, and only exact identification by Veilig Thuis ever puts them side by side.
"""

from typing import ClassVar
from uuid import uuid4

from django.db import models

from kring.toegang.models import EEUWIG


class Gezin(models.Model):
    """The root of everything: a gezin or huishouden of 0 to 100, also without children."""

    gezin_id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    # Encrypted: how colleagues call it ("gezin Yildiz"). Empty after destruction.
    naam = models.BinaryField()
    gemeente = models.TextField(blank=True)


class VanGezin(models.Model):
    """Whatever belongs to one gezin, and can never point at another one's rows."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    gezin = models.ForeignKey(Gezin, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Persoon(VanGezin):
    """A person of the gezin. What is unknown of a birth date stays unknown: `geboren` is the text as
    known (2016, 2016-03 or 2016-03-05), the two days are its first and last possibility."""

    # Encrypted: voornaam, voorvoegsel, achternaam.
    naam = models.BinaryField()
    geslacht = models.TextField(blank=True)
    rol = models.TextField()
    geboren = models.TextField(blank=True)
    geboren_vroegst = models.DateField(null=True)
    geboren_laatst = models.DateField(null=True)
    # Encrypted BSN, and its keyed hash to recognise it by; the key stands outside the database.
    bsn = models.BinaryField(null=True)
    bsn_kenmerk = models.BinaryField(null=True)
    # Three judgements of a professional, each with its reason in a gebeurtenis (Jeugdwet 7.3.10, 7.3.15).
    bekwaam = models.BooleanField(default=True)
    bezwaar = models.BooleanField(default=False)
    deelt = models.BooleanField(default=False)
    # The portal opens with appointments only, until a talk about safe contact took place.
    rustig = models.BooleanField(default=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(name="persoon_gezin", fields=["gezin"]),
            models.Index(
                name="persoon_kenmerk",
                fields=["bsn_kenmerk"],
                condition=models.Q(bsn_kenmerk__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(name="persoon_van_gezin", fields=["gezin", "id"]),
            models.CheckConstraint(
                name="geboren_heel",
                condition=models.Q(geboren="", geboren_vroegst=None, geboren_laatst=None)
                | models.Q(geboren_vroegst__lte=models.F("geboren_laatst")) & ~models.Q(geboren=""),
            ),
        ]


class Deelnemer(VanGezin):
    """Which account is which person; several for someone in more than one gezin."""

    actor_id = models.UUIDField()
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="deelnemer_eenmaal", fields=["actor_id", "gezin"]),
            models.UniqueConstraint(name="persoon_een_account", fields=["persoon"]),
        ]


class Huishouden(VanGezin):
    """Where people live together; a gezin can have several."""

    # Encrypted: how it is called ("bij moeder").
    naam = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="huishouden_van_gezin", fields=["gezin", "id"])
        ]


class Lidmaatschap(VanGezin):
    """Who lives in which huishouden: [van, tot)."""

    huishouden = models.ForeignKey(Huishouden, on_delete=models.PROTECT, related_name="+")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="+")
    van = models.DateField()
    tot = models.DateField(null=True)


class Gezag(VanGezin):
    """Gezag links an adult to a child, not to a family: [van, tot) (BW 1:245)."""

    ouder = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="+")
    kind = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="+")
    van = models.DateField()
    tot = models.DateField(null=True)
    # The gebeurtenis that recorded it.
    grond = models.UUIDField()

    class Meta:
        indexes: ClassVar = [
            models.Index(name="gezag_ouder", fields=["ouder", "kind"]),
            models.Index(name="gezag_kind", fields=["kind"]),
        ]


class Blok(VanGezin):
    """This person sees nothing of this gezin: [van, tot). Outweighs every right."""

    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="+")
    van = models.DateTimeField()
    tot = models.DateTimeField(default=EEUWIG)
    grond = models.UUIDField()

    class Meta:
        indexes: ClassVar = [models.Index(name="blok_persoon", fields=["persoon", "gezin"])]


class Adres(VanGezin):
    """An address that needs no protection, encrypted."""

    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="+")
    soort = models.TextField()
    inhoud = models.BinaryField()


class AdresGeheim(models.Model):
    """A sealed address. No role may select it: one definer function reads it, for whoever stands on
    its list, after the log line is committed. No foreign key leads to it from a record."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    gezin_id = models.UUIDField()
    persoon_id = models.UUIDField()
    soort = models.TextField()
    inhoud = models.BinaryField()

    class Meta:
        indexes: ClassVar = [
            models.Index(name="adresgeheim_persoon", fields=["gezin_id", "persoon_id"])
        ]


class Adrestoegang(models.Model):
    """Who may ask for a sealed address."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    gezin_id = models.UUIDField()
    persoon_id = models.UUIDField()
    actor_id = models.UUIDField()
    grond = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="adrestoegang_eenmaal", fields=["gezin_id", "persoon_id", "actor_id"]
            )
        ]
