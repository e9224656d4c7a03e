"""Doors for other systems."""

from django.urls import path

from kring.api import v1, views


urlpatterns = [
    path("koppelvlak/corv/", views.corv_ontvang, name="corv_ontvang"),
    path("api/v1/", v1.urlpatterns()),
]
