"""All addresses: the doors each have their own list."""

from django.urls import include, path

from kring.config import aanmelden, fouten


handler400 = fouten.verkeerd_verzoek
handler403 = fouten.niet_gevonden
handler404 = fouten.niet_gevonden
handler500 = fouten.storing

urlpatterns = [
    path("", aanmelden.begin, name="begin"),
    path("aanmelden/", aanmelden.aanmelden, name="aanmelden"),
    path("aanmelden/<str:token>/", aanmelden.met_link, name="aanmelden_link"),
    path("afmelden/", aanmelden.afmelden, name="afmelden"),
    path("weg/", aanmelden.weg, name="weg"),
    path("mijn/", include("kring.portaal.urls")),
    path("", include("kring.api.urls")),
    path("", include("kring.werkplek.urls")),
]
