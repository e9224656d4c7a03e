"""A row can only point at a gebeurtenis of its own gezin: row policies do not guard foreign keys."""

from django.db import migrations


NAAR_GEBEURTENIS = (
    "dossier_uitspraak",
    "dossier_zegeltoegang",
    "dossier_termijn",
    "dossier_melding",
    "dossier_berichtuit",
)


def _operations():
    for tabel in NAAR_GEBEURTENIS:
        naam = f"{tabel}_zelfde_gezin"
        yield migrations.RunSQL(
            f"ALTER TABLE {tabel} ADD CONSTRAINT {naam} FOREIGN KEY (gezin_id, gebeurtenis_id)"
            " REFERENCES dossier_gebeurtenis (gezin_id, id)",
            f"ALTER TABLE {tabel} DROP CONSTRAINT {naam}",
        )


class Migration(migrations.Migration):
    dependencies = [("dossier", "0001_initial")]
    operations = [*_operations()]
