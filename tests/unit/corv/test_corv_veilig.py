"""Hostile bytes are refused by bounds that hold before anything large is built."""

import pytest

from kring.koppelingen.corv import veilig
from kring.koppelingen.corv.fouten import BerichtGeweigerd
from kring.koppelingen.corv.veilig import Grenzen, parse_veilig


KLEIN = Grenzen(omvang=200, elementen=5, attributen=4, attributen_per_element=2, diepte=3)
DOCTYPE = "heeft een DOCTYPE"

VIJANDIG = [
    (b"<!DOCTYPE a><a/>", DOCTYPE),
    (
        b'<?xml version="1.0"?>\n<!-- <a/> -->\n<?x y?> <!DOCTYPE a SYSTEM "http://x.invalid/a.dtd"><a/>',
        DOCTYPE,
    ),
    (b'\xef\xbb\xbf<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', DOCTYPE),
    (b"<a>&b;</a>", "geen welgevormde XML"),
    (b"<a>&#0;</a>", "geen welgevormde XML"),
    (b'<a b="1" b="2"/>', "geen welgevormde XML"),
    (b"<x:a/>", "geen welgevormde XML"),
    (b"<a>", "geen welgevormde XML"),
    (b"<!-- <a/>", "geen welgevormde XML"),
    (b"", "geen welgevormde XML"),
    (b"\0\0\0", "geen welgevormde XML"),
    (b"{}", "geen welgevormde XML"),
    (b"<?x y?><a/>", "verwerkingsinstructie"),
    (b"<a/><?x y?>", "verwerkingsinstructie"),
    (b"<a><?x y?></a>", "verwerkingsinstructie"),
    ("<a>é</a>".encode("latin-1"), "Byte 4 is geen UTF-8"),
    ("<a/>".encode("utf-16"), "Byte 1 is geen UTF-8"),
    ("<a/>".encode("utf-16-le"), "geen welgevormde XML"),
    (b'<?xml version="1.0" encoding="UTF-16"?><a/>', "andere tekencodering"),
    (b"<?xml version='1.0' encoding = 'iso-8859-1'?><a/>", "andere tekencodering"),
    (b'<?xml version="1.0" encoding="x-onbekend"?><a/>', "andere tekencodering"),
]


@pytest.mark.parametrize(("data", "woorden"), VIJANDIG)
def test_hostile_bytes_are_refused_for_one_clear_reason(data, woorden):
    with pytest.raises(BerichtGeweigerd) as geweigerd:
        parse_veilig(data)
    (fout,) = geweigerd.value.fouten
    assert fout.pad == "/"
    assert woorden in fout.melding


@pytest.mark.parametrize(
    ("binnen", "buiten", "woorden"),
    [
        (b"<a>" + b"x" * 193 + b"</a>", b"<a>" + b"x" * 194 + b"</a>", "bytes groot"),
        (b"<a><b/><b/><b/><b/></a>", b"<a><b/><b/><b/><b/><b/></a>", "te veel elementen"),
        (
            b"<a><b></b><b></b></a>",
            b"<a><b></b><b></b><b></b><b></b><b></b></a>",
            "te veel elementen",
        ),
        (
            b'<a b="" c=""><d e="" f=\'\'/></a>',
            b'<a b="" c=""><d e="" f = ""/><g h=""/></a>',
            "te veel attributen",
        ),
        (b'<a b="" c=""/>', b'<a b="" c="" d=""/>', "op één element"),
        (b"<a><b><c/></b></a>", b"<a><b><c><d/></c></b></a>", "dieper genest dan 3"),
    ],
)
def test_each_bound_holds_to_the_last_one(binnen, buiten, woorden):
    assert parse_veilig(binnen, grenzen=KLEIN).tag == "a"
    with pytest.raises(BerichtGeweigerd, match=woorden):
        parse_veilig(buiten, grenzen=KLEIN)


def test_size_is_judged_before_anything_is_read():
    with pytest.raises(BerichtGeweigerd, match="bytes groot"):
        parse_veilig(b"\xff" * 5_000_001)


def test_entities_that_would_grow_are_never_expanded():
    lagen = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 10))
    bom = f'<!DOCTYPE a [<!ENTITY b0 "{"x" * 100}">{lagen}]><a>&b9;</a>'
    with pytest.raises(BerichtGeweigerd, match=DOCTYPE):
        parse_veilig(bom.encode())


def test_a_doctype_is_refused_even_if_the_first_look_missed_it(monkeypatch):
    monkeypatch.setattr(veilig, "_check_doctype", lambda data: None)
    with pytest.raises(BerichtGeweigerd, match=DOCTYPE):
        parse_veilig(b"<!DOCTYPE a><a/>")


def test_nesting_beyond_the_parser_is_refused_by_the_parser():
    with pytest.raises(BerichtGeweigerd, match="veel te diep genest"):
        parse_veilig(b"<a>" * 10_000)


def test_looking_up_types_among_many_namespaces_is_bounded():
    namespaces = " ".join(f'xmlns:n{n}="u{n}"' for n in range(2_000))
    typen = '<b xsi:type="n1:c"/>' * 600
    with pytest.raises(BerichtGeweigerd, match="te vaak een namespace"):
        parse_veilig(f'<a xmlns:xsi="x" {namespaces}>{typen}</a>'.encode())


def test_text_that_only_looks_dangerous_is_taken():
    wortel = parse_veilig("<a><![CDATA[<!DOCTYPE x> &b; <?y?>]]> é — 😀</a>".encode())
    assert wortel.text == "<!DOCTYPE x> &b; <?y?> é — 😀"


@pytest.mark.parametrize(
    "kop", [b"", b"\xef\xbb\xbf", b'<?xml version="1.0" encoding="utf-8"?>', b"<!-- x -->\n"]
)
def test_utf8_is_taken_with_and_without_saying_so(kop):
    assert parse_veilig(kop + "<a>ë</a>".encode()).text == "ë"
