"""A decision to destroy a file is carried out by the worker, which must find it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossier", "0002_binnen_het_gezin")]
    operations = [
        migrations.AddField(
            model_name="dossier",
            name="te_vernietigen",
            field=models.BooleanField(default=False),
        )
    ]
