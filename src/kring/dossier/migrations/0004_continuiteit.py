"""How many faces, hand-overs and retellings a family had, counted from what happened."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossier", "0003_te_vernietigen")]
    operations = [
        migrations.AddField(
            model_name="dossier", name=naam, field=models.SmallIntegerField(default=0)
        )
        for naam in ("gezichten", "overdrachten", "hertellingen")
    ]
