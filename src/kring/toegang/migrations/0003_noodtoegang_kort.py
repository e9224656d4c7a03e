"""Break-glass lasts four hours at most, for its own doel, with a reason of words and not of spaces."""

import datetime

import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("toegang", "0002_logboek"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="toegang",
            name="nood_met_reden",
        ),
        migrations.AddConstraint(
            model_name="toegang",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("soort", "nood"), _negated=True),
                    django.db.models.lookups.GreaterThanOrEqual(
                        django.db.models.functions.text.Length(
                            django.db.models.functions.text.Trim("reden")
                        ),
                        20,
                    ),
                    _connector="OR",
                ),
                name="nood_met_reden",
            ),
        ),
        migrations.AddConstraint(
            model_name="toegang",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("soort", "nood"), _negated=True),
                    models.Q(
                        ("doel", "nood"),
                        (
                            "tot__lte",
                            django.db.models.expressions.CombinedExpression(
                                models.F("van"),
                                "+",
                                models.Value(datetime.timedelta(seconds=14400)),
                            ),
                        ),
                    ),
                    _connector="OR",
                ),
                name="nood_kort",
            ),
        ),
    ]
