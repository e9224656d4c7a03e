"""What happened and what was said: append-only, encrypted, each row with who may see it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kring.gezinnen.models import VanGezin


class Zichtbaar(VanGezin):
    """What the policies look at: the category for professionals, the persons for the family."""

    categorie = models.SmallIntegerField()
    over = ArrayField(models.UUIDField(), default=list)
    voor = ArrayField(models.UUIDField(), default=list)
    portaal = models.BooleanField()
    verzegeld = models.BooleanField()
    auteur_id = models.UUIDField()
    op = models.DateTimeField()
    # Encrypted JSON.
    inhoud = models.BinaryField()

    class Meta:
        abstract = True


class Gebeurtenis(Zichtbaar):
    """One stap that was taken. `inhoud` holds its values and considerations, and only the motor reads
    that; readers get the uitspraken. The receipt says on which model and by which checks."""

    volgnummer = models.IntegerField()
    stap = models.TextField()
    feit = models.TextField()
    partij = models.TextField()
    soort = models.TextField()
    lid_id = models.UUIDField(null=True)
    geregistreerd = models.BooleanField()
    # Given by the sender, so that a repeated request finds its work done.
    sleutel = models.TextField()
    bewijs = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="gebeurtenis_volgorde", fields=["gezin", "volgnummer"]),
            models.UniqueConstraint(name="gebeurtenis_eenmaal", fields=["gezin", "sleutel"]),
            models.UniqueConstraint(name="gebeurtenis_van_gezin", fields=["gezin", "id"]),
        ]


class Uitspraak(Zichtbaar):
    """One thing that was said: a feit, a vermoeden or a mening, of somebody, about somebody.

    A projection of the gebeurtenis it stands in, and can be built again from it.
    """

    gebeurtenis = models.ForeignKey(Gebeurtenis, on_delete=models.PROTECT, related_name="+")
    # Where in the values of the gebeurtenis: "" for the whole, "uitspraken.0" for a row.
    plek = models.TextField()
    feit = models.TextField()
    soort = models.TextField()
    # The gebeurtenis or uitspraak that this one answers, corrects or completes.
    bij = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(name="uitspraak_gezin", fields=["gezin", "feit", "-op"]),
            models.Index(
                name="uitspraak_bij", fields=["gezin", "bij"], condition=~models.Q(bij="")
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(name="uitspraak_eenmaal", fields=["gebeurtenis", "plek"]),
            models.CheckConstraint(
                name="uitspraak_getypeerd",
                condition=models.Q(soort__in=["feit", "vermoeden", "mening"]),
            ),
        ]


class ZegelToegang(VanGezin):
    """Who may open a sealed gebeurtenis and its uitspraken, if a grant opens the family as well."""

    gebeurtenis_id = models.UUIDField()
    actor_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="zegeltoegang_eenmaal", fields=["gebeurtenis_id", "actor_id"]
            )
        ]


class Weigering(VanGezin):
    """A stap that was refused: who, which, and the codes of all reasons. No content."""

    op = models.DateTimeField()
    actor_id = models.UUIDField()
    stap = models.TextField()
    codes = ArrayField(models.TextField())
