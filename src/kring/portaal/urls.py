"""The addresses of the own pages: they name nobody and nothing."""

from django.urls import path

from kring.portaal.views import paginas, stap


urlpatterns = [
    path("", paginas.mijn, name="mijn"),
    path("alleen/", paginas.alleen, name="mijn_alleen"),
    path("kies/", paginas.kies, name="mijn_kies"),
    path("staat/", paginas.staat, name="mijn_staat"),
    path("wie/", paginas.wie, name="mijn_wie"),
    path("rechten/", paginas.rechten, name="mijn_rechten"),
    path("papier/", paginas.papier, name="mijn_papier"),
    path("doe/<slug:stap>/", stap.stap, name="mijn_stap"),
]
