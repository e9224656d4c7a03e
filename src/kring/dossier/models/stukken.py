"""What comes in and goes out, drafts, consults without a family, and what was destroyed."""

from typing import ClassVar
from uuid import uuid4

from django.db import models

from kring.gezinnen.models import VanGezin


class Melding(VanGezin):
    """A report as it came in: the original byte for byte, encrypted, once per sender and reference."""

    gebeurtenis_id = models.UUIDField()
    kanaal = models.TextField()
    # Keyed hash of sender and referentienummer: recognises a repeat without telling who reported.
    sleutel = models.BinaryField(unique=True)
    # sha256 of the original, keyed: the same message again, or another one under the same number.
    vingerafdruk = models.BinaryField()
    ontvangen_op = models.DateTimeField()
    origineel = models.BinaryField()


class BerichtUit(VanGezin):
    """An outgoing message, written with the stap that causes it, delivered by a job after commit."""

    soort = models.TextField()
    sleutel = models.TextField(unique=True)
    gebeurtenis_id = models.UUIDField()
    inhoud = models.BinaryField()
    aangemaakt_op = models.DateTimeField()
    niet_voor = models.DateTimeField()
    pogingen = models.IntegerField(default=0)
    bezorgd_op = models.DateTimeField(null=True)
    fout = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                name="bericht_te_bezorgen",
                fields=["niet_voor"],
                condition=models.Q(bezorgd_op__isnull=True),
            )
        ]


class Concept(models.Model):
    """A form that was not finished: kept for its writer, encrypted, one per stap."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    actor_id = models.UUIDField()
    gezin_id = models.UUIDField()
    stap = models.TextField()
    op = models.DateTimeField()
    inhoud = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="concept_eenmaal", fields=["actor_id", "gezin_id", "stap"])
        ]


class Consult(models.Model):
    """An anonymous consult: a question without a family in it, so that nobody can reach one by it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    vrager_id = models.UUIDField()
    vraag = models.BinaryField()
    gevraagd_op = models.DateTimeField()
    beantwoorder_id = models.UUIDField(null=True)
    antwoord = models.BinaryField(null=True)
    beantwoord_op = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="consult_antwoord_heel",
                condition=models.Q(beantwoorder_id=None, antwoord=None, beantwoord_op=None)
                | models.Q(
                    beantwoorder_id__isnull=False,
                    antwoord__isnull=False,
                    beantwoord_op__isnull=False,
                ),
            )
        ]


class Vernietiging(models.Model):
    """The ledger of what was destroyed: replayed after a backup is put back. No content, no name."""

    gezin_id = models.UUIDField(primary_key=True)
    op = models.DateTimeField()
    besluit_id = models.UUIDField()
