"""Every term that presses stands on the line of the list, not the first one alone."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


# What was known of a case before: its first term.
VUL = """
UPDATE dossier_dossier SET termijnen = ARRAY[eerste_termijn], termijnen_op = ARRAY[eerste_termijn_op]
WHERE eerste_termijn <> ''
"""


class Migration(migrations.Migration):
    dependencies = [("dossier", "0004_continuiteit")]
    operations = [
        migrations.AddField(
            model_name="dossier",
            name="termijnen",
            field=ArrayField(models.TextField(), default=list),
        ),
        migrations.AddField(
            model_name="dossier",
            name="termijnen_op",
            field=ArrayField(models.DateTimeField(), default=list),
        ),
        migrations.RunSQL(VUL, migrations.RunSQL.noop),
    ]
