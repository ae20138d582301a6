"""Proposed statements."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("dialogues", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Allowance",
            fields=[
                ("handle", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("used", models.PositiveIntegerField(default=0)),
                (
                    "dialogue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="allowances",
                        to="dialogues.dialogue",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                ("id", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("text_en", models.TextField(blank=True, max_length=600)),
                ("text_zh", models.TextField(blank=True, max_length=600)),
                (
                    "dialogue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suggestions",
                        to="dialogues.dialogue",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
    ]
