"""Address of the audit."""

from django.urls import path

from tanlu.web.audit import views

urlpatterns = [path("desk/audit/", views.audit, name="audit")]
