"""A row can only point at rows of its own gezin: row policies do not guard foreign keys."""

from django.db import migrations


# table, column of the reference
NAAR_PERSOON = (
    ("gezinnen_deelnemer", "persoon_id"),
    ("gezinnen_lidmaatschap", "persoon_id"),
    ("gezinnen_gezag", "ouder_id"),
    ("gezinnen_gezag", "kind_id"),
    ("gezinnen_blok", "persoon_id"),
    ("gezinnen_adres", "persoon_id"),
)


def _operations():
    for tabel, kolom in NAAR_PERSOON:
        naam = f"{tabel}_{kolom}_zelfde_gezin"
        yield migrations.RunSQL(
            f"ALTER TABLE {tabel} ADD CONSTRAINT {naam} FOREIGN KEY (gezin_id, {kolom})"
            " REFERENCES gezinnen_persoon (gezin_id, id)",
            f"ALTER TABLE {tabel} DROP CONSTRAINT {naam}",
        )


class Migration(migrations.Migration):
    dependencies = [("gezinnen", "0001_initial")]
    operations = [*_operations()]
