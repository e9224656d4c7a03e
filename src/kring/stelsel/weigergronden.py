"""Why the motor can refuse a stap apart from a waarborg; the words stand in the model."""

TOESTAND = "toestand"
BEVOEGDHEID = "bevoegdheid"
MANDAAT = "mandaat"
REGISTRATIE = "registratie"
TOEGANG = "toegang"
FUNCTIE = "functie"
FUNCTIEHOUDER = "functiehouder"
FUNCTIE_BOTST = "functie_botst"
EIGEN_STEM = "eigen_stem"
VELD = "veld"
MOMENT = "moment"
LADDER = "ladder"
OPEN_VRAAG = "open_vraag"

WEIGERGRONDEN = frozenset(
    {
        TOESTAND,
        BEVOEGDHEID,
        MANDAAT,
        REGISTRATIE,
        TOEGANG,
        FUNCTIE,
        FUNCTIEHOUDER,
        FUNCTIE_BOTST,
        EIGEN_STEM,
        VELD,
        MOMENT,
        LADDER,
        OPEN_VRAAG,
    }
)
