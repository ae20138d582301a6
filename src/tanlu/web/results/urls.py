"""Addresses of what was released."""

from django.urls import path

from tanlu.web.results import views

urlpatterns = [
    path("results/", views.results, name="results"),
    path("results/<slug:slug>/<int:number>/", views.told, name="told"),
    path("results/<slug:slug>/<int:number>/<str:form>", views.told_file, name="told_file"),
    path("desk/results/", views.programme_results, name="programme_results"),
    path("desk/results/<slug:name>/<int:number>/", views.programme_told, name="programme_told"),
    path("desk/results/<slug:name>/<int:number>/<str:form>", views.programme_file, name="programme_file"),
    path("dialogues/<slug:slug>/rounds/<int:number>/release/", views.release, name="release"),
]
