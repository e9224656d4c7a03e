"""The code lists are whole and say where they come from."""

from kring.koppelingen.corv import codelijsten
from kring.koppelingen.corv.codelijsten import JEUGDZORGROLLEN, ROL_BIJ_TEKST


def test_every_rol_has_one_code_and_one_text():
    assert len(JEUGDZORGROLLEN) == 23
    assert len({rol.code for rol in JEUGDZORGROLLEN}) == 23
    assert len(ROL_BIJ_TEKST) == 23


def test_the_first_digit_of_a_code_is_its_group():
    groepen = {(rol.code[0], rol.groep) for rol in JEUGDZORGROLLEN}
    assert groepen == {
        ("1", codelijsten.VERWANTSCHAP),
        ("2", codelijsten.FAMILY_LIFE),
        ("3", codelijsten.INSTRUMENTEEL),
        ("4", codelijsten.PROFESSIONEEL),
    }


def test_the_lists_name_their_source_and_version():
    assert "1.0.9" in codelijsten.BRON_SCHEMA
    assert "1.0.87" in codelijsten.BRON_ROLLEN
