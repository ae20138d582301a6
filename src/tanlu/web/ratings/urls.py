"""Addresses of rating rounds."""

from django.urls import path

from tanlu.web.ratings import views

urlpatterns = [
    path("desk/ratings/", views.ratings, name="ratings"),
    path("desk/ratings/begin/", views.begin, name="begin_ratings"),
    path("desk/ratings/<slug:name>/", views.rate, name="rate"),
    path("desk/ratings/<slug:name>/close/", views.close_ratings, name="close_ratings"),
    path("scorecard/rounds/<slug:name>/", views.rated, name="rated"),
]
