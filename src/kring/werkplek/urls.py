"""The addresses of the professionals' screens."""

from django.urls import path

from kring.werkplek.views import adres, consult, gezin, lijsten, melding, nieuw, nood, stap


urlpatterns = [
    path("vandaag/", lijsten.vandaag, name="vandaag"),
    path("gezinnen/", lijsten.gezinnen, name="gezinnen"),
    path("veiligheidsteam/", lijsten.rvt, name="rvt"),
    path("veiligheidsteam/vragen/", consult.consult, name="consult"),
    path("veiligheidsteam/vragen/<uuid:consult>/", consult.antwoord, name="consult_antwoord"),
    path("nood/", nood.nood, name="nood"),
    path("nieuw/<slug:stap>/", nieuw.nieuw, name="nieuw"),
    path("gezin/<uuid:gezin>/", gezin.gezin, name="gezin"),
    path("gezin/<uuid:gezin>/adres/<uuid:persoon>/", adres.adres, name="adres"),
    path("gezin/<uuid:gezin>/onderzoek/", gezin.onderzoek, name="onderzoek"),
    path("gezin/<uuid:gezin>/plan/", gezin.plan, name="plan"),
    path("gezin/<uuid:gezin>/logboek/", gezin.logboek, name="logboek"),
    path("gezin/<uuid:gezin>/melding/", melding.melding, name="melding"),
    path("gezin/<uuid:gezin>/melding/voegen/<uuid:bekend>/", melding.voegen, name="voegen"),
    path("gezin/<uuid:gezin>/stap/<slug:stap>/", stap.stap, name="stap"),
]
