"""Addresses of the briefs; the parts of the site that are briefs have an address of their own."""

from django.urls import path

from tanlu.web.library import views

urlpatterns = [
    path("briefs/", views.briefs, name="briefs"),
    path("briefs/<slug:name>/", views.brief, name="brief"),
    path("briefs/<slug:name>/<str:code>/", views.brief, name="brief_of"),
    path("files/<slug:name>/<str:form>", views.file, name="brief_file"),
    path("files/<slug:name>/<str:code>/<str:form>", views.file, name="brief_file_of"),
    path("study/", views.study, name="study"),
    path("industries/", views.brief, {"name": "diversification"}, name="industries"),
    path("outlook/", views.brief, {"name": "outlook"}, name="outlook"),
    path("scorecard/", views.brief, {"name": "progress"}, name="scorecard"),
]
