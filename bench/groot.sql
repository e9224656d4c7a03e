-- Families in bulk: `nieuw` holds their keys. Rows only; their words do not open.
INSERT INTO gezinnen_gezin (gezin_id, naam, gemeente)
SELECT gezin, decode(md5(n::text), 'hex'), 'Voorbeeldstad' FROM nieuw;

INSERT INTO dossier_dossier
SELECT r.*
FROM nieuw w
CROSS JOIN (SELECT d FROM dossier_dossier d LIMIT 1) s
CROSS JOIN LATERAL jsonb_populate_record(s.d, jsonb_build_object(
    'gezin_id', w.gezin, 'nummer', 'B-' || w.n, 'acuut_gevaar', w.n % 50 = 0,
    'begonnen_op', now() - w.n * interval '1 minute', 'laatste_op', now() - w.n * interval '20 seconds')) r;

-- Five grants each, two of them over; about forty families for each professional.
INSERT INTO toegang_toegang
    (id, gezin_id, actor_id, soort, doel, scope, van, tot, grond, reden, discreet)
SELECT gen_random_uuid(), w.gezin, md5((w.n / 40)::text || k)::uuid, t.soort, t.doel, t.scope,
       now() - interval '90 days', CASE WHEN k < 4 THEN t.tot ELSE now() - interval '9 days' END,
       gen_random_uuid(), '', false
FROM nieuw w, generate_series(1, 5) AS k,
     (SELECT * FROM toegang_toegang WHERE tot > now() LIMIT 1) t;

INSERT INTO dossier_uitspraak (id, gezin_id, categorie, over, voor, portaal, verzegeld, auteur_id, op,
                               inhoud, gebeurtenis_id, plek, feit, soort, bij)
SELECT gen_random_uuid(), w.gezin, 1, '{}', '{}', false, false, gen_random_uuid(),
       now() - k * interval '3 days', decode(repeat(md5(w.n::text), 8), 'hex'), gen_random_uuid(), '',
       'notitie', 'feit', ''
FROM nieuw w, generate_series(1, 10) AS k;

DROP TABLE nieuw;
