"""Who votes on paper. Which sheet is whose is kept nowhere."""

from django.db import models

from tanlu.web.people.models import Seat


class OnPaper(models.Model):
    """That the holder of a seat votes on paper in rounds that open from now on."""

    seat = models.OneToOneField(Seat, on_delete=models.CASCADE, primary_key=True, related_name="on_paper")

    def __str__(self) -> str:
        return str(self.seat_id)
