"""Addresses of figures, indicators and sources."""

from django.urls import path

from tanlu.web.figures import views

urlpatterns = [
    path("figures/<path:address>/card", views.card, name="card"),
    path("figures/<path:address>/", views.figure, name="figure"),
    path("indicators/", views.indicators, name="indicators"),
    path("indicators/<str:name>/", views.indicator, name="indicator"),
    path("sources/", views.sources, name="sources"),
]
