"""Doors for other systems."""

from django.urls import path

from kring.api import views


urlpatterns = [path("koppelvlak/corv/", views.corv_ontvang, name="corv_ontvang")]
