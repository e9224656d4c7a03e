"""A lidmaatschap can only point at a huishouden of its own gezin: row policies do not guard foreign keys."""

from django.db import migrations, models


NAAM = "gezinnen_lidmaatschap_huishouden_id_zelfde_gezin"


class Migration(migrations.Migration):
    dependencies = [("gezinnen", "0002_binnen_het_gezin")]
    operations = [
        migrations.AddConstraint(
            model_name="huishouden",
            constraint=models.UniqueConstraint(fields=("gezin", "id"), name="huishouden_van_gezin"),
        ),
        migrations.RunSQL(
            f"ALTER TABLE gezinnen_lidmaatschap ADD CONSTRAINT {NAAM}"
            " FOREIGN KEY (gezin_id, huishouden_id) REFERENCES gezinnen_huishouden (gezin_id, id)",
            f"ALTER TABLE gezinnen_lidmaatschap DROP CONSTRAINT {NAAM}",
        ),
    ]
