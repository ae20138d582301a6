"""Challenges to figures."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Challenge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(db_index=True, max_length=200)),
                ("day", models.DateField()),
                ("text", models.TextField(max_length=1000)),
                ("question_en", models.TextField(blank=True, max_length=1000)),
                ("question_zh", models.TextField(blank=True, max_length=1000)),
                ("answer_en", models.TextField(blank=True, max_length=1000)),
                ("answer_zh", models.TextField(blank=True, max_length=1000)),
                (
                    "state",
                    models.CharField(
                        choices=[("new", "new"), ("answered", "answered"), ("aside", "left aside")],
                        default="new",
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
    ]
