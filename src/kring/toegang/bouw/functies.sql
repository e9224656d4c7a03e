-- The doors. Every function here that reads or writes past a policy belongs to kring_deur, which
-- nobody can log in as and which has policies of its own (see bouw/rechten.py).

CREATE SCHEMA IF NOT EXISTS kring;

-- The two padded keys of HMAC-SHA-256: made of the built-in sha256, because pgcrypto is not everywhere.
CREATE TABLE IF NOT EXISTS kring.geheim (
    een int PRIMARY KEY DEFAULT 1 CHECK (een = 1),
    binnen bytea NOT NULL,
    buiten bytea NOT NULL
);
-- How far the clock of a demo or a test stands from the real one. Zero everywhere else.
CREATE TABLE IF NOT EXISTS kring.klok (
    een int PRIMARY KEY DEFAULT 1 CHECK (een = 1),
    verschuiving interval NOT NULL DEFAULT '0'
);
INSERT INTO kring.klok DEFAULT VALUES ON CONFLICT DO NOTHING;
-- In which toestand which functie has a holder, from the model; guarded by a deferred trigger.
CREATE TABLE IF NOT EXISTS kring.functie_eis (
    variant text NOT NULL,
    versie text NOT NULL,
    toestand text NOT NULL,
    functie text NOT NULL,
    PRIMARY KEY (variant, versie, toestand, functie)
);

-- statement_timestamp(), not now(): a grant that ends while a transaction runs ends in it too.
CREATE OR REPLACE FUNCTION kring.nu() RETURNS timestamptz LANGUAGE sql STABLE
RETURN statement_timestamp() + (SELECT k.verschuiving FROM kring.klok k);

CREATE OR REPLACE FUNCTION kring.vandaag() RETURNS date LANGUAGE sql STABLE
RETURN (kring.nu() AT TIME ZONE 'Europe/Amsterdam')::date;

-- Whoever may execute this can sign anything: only the definer functions below do.
CREATE OR REPLACE FUNCTION kring.waarmerk(bericht text) RETURNS text LANGUAGE sql STABLE
RETURN (SELECT encode(sha256(g.buiten || sha256(g.binnen || convert_to(bericht, 'UTF8'))), 'hex')
        FROM kring.geheim g);

-- Whether `merk` is the mark of `bericht`. Never unknown: what is missing is wrong. Both sides are
-- hashed once more, so that the time of the comparison says nothing about the right mark.
CREATE OR REPLACE FUNCTION kring.klopt(bericht text, merk text) RETURNS boolean LANGUAGE sql STABLE
RETURN coalesce(
    sha256(convert_to(merk, 'UTF8')) = sha256(convert_to(kring.waarmerk(bericht), 'UTF8')), false);

-- One field of the ticket: 1 soort, 2 gezin, 3 actor, 4 doel, 5 transaction, 6 end; NULL when
-- anything is wrong with it. A ticket is good at the door (the role that logged in) it was made for.
-- "No committed log, no rows": the transaction, or the savepoint within it, that wrote the log line
-- must be over and committed. Only a new case is written under a ticket of its own transaction:
-- there is nothing in it to read yet.
CREATE OR REPLACE FUNCTION kring.ticketveld(i int) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = kring, pg_temp AS $$
DECLARE
    delen text[] := string_to_array(current_setting('kring.ticket', true), '|');
BEGIN
    IF cardinality(delen) IS DISTINCT FROM 7
       OR NOT kring.klopt(kring.ticketbericht(array_to_string(delen[1:6], '|')), delen[7]) THEN
        RETURN NULL;
    END IF;
    IF delen[6]::bigint < extract(epoch FROM statement_timestamp()) THEN
        RETURN NULL;
    END IF;
    IF delen[1] = 'nieuw' THEN
        IF delen[5] IS DISTINCT FROM pg_current_xact_id_if_assigned()::text THEN
            RETURN NULL;
        END IF;
    ELSIF pg_xact_status(delen[5]::xid8) IS DISTINCT FROM 'committed' THEN
        RETURN NULL;
    END IF;
    RETURN nullif(delen[i], '');
END $$;

-- What a ticket's mark is made of. It starts with another word than a request, so that the one can
-- never pass for the other, and it names the door.
CREATE OR REPLACE FUNCTION kring.ticketbericht(inhoud text) RETURNS text LANGUAGE sql STABLE
RETURN 'ticket|' || session_user || '|' || inhoud;

CREATE OR REPLACE FUNCTION kring.gezin() RETURNS uuid LANGUAGE sql STABLE
RETURN kring.ticketveld(2)::uuid;
CREATE OR REPLACE FUNCTION kring.ik() RETURNS uuid LANGUAGE sql STABLE
RETURN kring.ticketveld(3)::uuid;
CREATE OR REPLACE FUNCTION kring.doel() RETURNS text LANGUAGE sql STABLE
RETURN kring.ticketveld(4);
CREATE OR REPLACE FUNCTION kring.lijst() RETURNS boolean LANGUAGE sql STABLE
RETURN coalesce(kring.ticketveld(1) = 'lijst', false);

-- The login layer signs who asks for what at which door, for a few seconds; a wrong, old or
-- incomplete request is an attack. It leaves a line in the server's log, without content: the log
-- of the product cannot hold it, because the transaction fails.
CREATE OR REPLACE FUNCTION kring.eis_code(verloopt bigint, code text, VARIADIC vraag text[]) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = kring, pg_temp AS $$
DECLARE
    nu numeric := extract(epoch FROM statement_timestamp());
BEGIN
    IF (array_position(vraag, NULL) IS NULL
        AND strpos(array_to_string(vraag, ''), '|') = 0
        AND verloopt BETWEEN nu AND nu + 300
        AND kring.klopt(
            concat_ws('|', 'vraag', session_user, array_to_string(vraag, '|'), verloopt), code)
       ) IS NOT TRUE THEN
        RAISE LOG 'kring: ongeldige aanvraag aan de deur van %', session_user;
        RAISE EXCEPTION 'ongeldige aanvraag' USING ERRCODE = '28000';
    END IF;
END $$;

-- `xid` is the transaction whose commit makes the ticket good. No field can hold the separator.
CREATE OR REPLACE FUNCTION kring.maak_ticket(soort text, gezin uuid, actor uuid, doel text, xid xid8)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = kring, pg_temp AS $$
DECLARE
    inhoud text := soort || '|' || coalesce(gezin::text, '') || '|' || actor || '|' || doel || '|' || xid
                   || '|' || extract(epoch FROM statement_timestamp() + interval '5 minutes')::bigint;
BEGIN
    RETURN inhoud || '|' || kring.waarmerk(kring.ticketbericht(inhoud));
END $$;

-- Write a line of the log. Gives the transaction that wrote it: within a savepoint that is another
-- one than the transaction around it, and a line that is rolled back to a savepoint is gone, although
-- the transaction around it commits.
CREATE OR REPLACE FUNCTION kring.log(
    p_actor uuid, p_gezin uuid, p_handeling text, p_doel text, p_grond uuid, p_objecten text,
    p_toegestaan boolean, p_discreet boolean
) RETURNS xid8 LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    laag constant bigint := 4294967296;
    heel bigint := pg_current_xact_id()::text::bigint;
    schrijver bigint;
BEGIN
    INSERT INTO toegang_logregel
        (op, actor_id, gezin_id, handeling, doel, grond, objecten, toegestaan, discreet)
    VALUES (clock_timestamp() + (SELECT k.verschuiving FROM kring.klok k), p_actor, p_gezin,
            p_handeling, p_doel, p_grond, p_objecten, p_toegestaan, p_discreet)
    RETURNING xmin::text::bigint INTO schrijver;
    -- xmin has the low half only; a savepoint's transaction is never older than the one around it.
    schrijver := heel - heel % laag + schrijver;
    RETURN (schrijver + CASE WHEN schrijver < heel THEN laag ELSE 0 END)::text::xid8;
END $$;

-- Whether this account may still act; `p_soort` narrows to one kind.
CREATE OR REPLACE FUNCTION kring.is_actief(p_actor uuid, p_soort text DEFAULT '') RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM toegang_actor a
                   WHERE a.id = p_actor AND a.actief AND p_soort IN ('', a.soort))
$$;

-- Open one family as a professional. With an empty doel the widest live grant decides. The log line
-- is written whatever the answer; an empty answer means: no.
CREATE OR REPLACE FUNCTION kring.open_dossier(
    p_actor uuid, p_gezin uuid, p_doel text, p_verloopt bigint, p_code text
) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    t record;
    xid xid8;
BEGIN
    PERFORM kring.eis_code(p_verloopt, p_code, 'dossier', p_actor::text, p_gezin::text, p_doel);
    SELECT id, doel, discreet INTO t FROM toegang_toegang
    WHERE gezin_id = p_gezin AND actor_id = p_actor AND (p_doel = '' OR doel = p_doel)
      AND van <= kring.nu() AND tot > kring.nu() AND kring.is_actief(p_actor)
    ORDER BY bit_count(scope::bit(32)) DESC, id LIMIT 1;
    xid := kring.log(p_actor, p_gezin, 'dossier_geopend', coalesce(t.doel, p_doel), t.id, '',
                     t.id IS NOT NULL, coalesce(t.discreet, false));
    IF t.id IS NULL THEN
        RETURN '';
    END IF;
    RETURN kring.maak_ticket('dossier', p_gezin, p_actor, t.doel, xid);
END $$;

-- Open the own file as a family member; a blok closes it.
CREATE OR REPLACE FUNCTION kring.open_portaal(
    p_actor uuid, p_gezin uuid, p_verloopt bigint, p_code text
) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    mag boolean;
    xid xid8;
BEGIN
    PERFORM kring.eis_code(p_verloopt, p_code, 'portaal', p_actor::text, p_gezin::text);
    mag := kring.is_actief(p_actor)
       AND EXISTS (SELECT 1 FROM gezinnen_deelnemer d WHERE d.actor_id = p_actor AND d.gezin_id = p_gezin)
       AND NOT EXISTS (
           SELECT 1 FROM gezinnen_blok b JOIN gezinnen_deelnemer d ON d.persoon_id = b.persoon_id
           WHERE d.actor_id = p_actor AND b.gezin_id = p_gezin
             AND b.van <= kring.nu() AND b.tot > kring.nu());
    xid := kring.log(p_actor, p_gezin, 'overzicht_geopend', 'eigen', NULL, '', mag, true);
    IF NOT mag THEN
        RETURN '';
    END IF;
    RETURN kring.maak_ticket('portaal', p_gezin, p_actor, 'eigen', xid);
END $$;

-- The families a member takes part in; to know which page to open, before any ticket.
CREATE OR REPLACE FUNCTION kring.mijn_gezinnen(p_actor uuid, p_verloopt bigint, p_code text)
RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM kring.eis_code(p_verloopt, p_code, 'mijn', p_actor::text);
    RETURN QUERY SELECT DISTINCT d.gezin_id FROM gezinnen_deelnemer d
                 WHERE d.actor_id = p_actor AND kring.is_actief(p_actor);
END $$;

-- The work list: many families, no content. One log line per look.
CREATE OR REPLACE FUNCTION kring.open_lijst(p_actor uuid, p_verloopt bigint, p_code text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    mag boolean;
    xid xid8;
BEGIN
    PERFORM kring.eis_code(p_verloopt, p_code, 'lijst', p_actor::text);
    mag := kring.is_actief(p_actor, 'medewerker');
    xid := kring.log(p_actor, NULL, 'lijst_bekeken', 'werk', NULL, '', mag, true);
    IF NOT mag THEN
        RETURN '';
    END IF;
    RETURN kring.maak_ticket('lijst', NULL, p_actor, 'werk', xid);
END $$;

-- A case that does not exist yet. Its first line in the log is written with its first gebeurtenis.
CREATE OR REPLACE FUNCTION kring.begin_dossier(p_actor uuid, p_gezin uuid, p_verloopt bigint, p_code text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM kring.eis_code(p_verloopt, p_code, 'nieuw', p_actor::text, p_gezin::text);
    IF EXISTS (SELECT 1 FROM dossier_dossier d WHERE d.gezin_id = p_gezin) THEN
        RAISE EXCEPTION 'dit dossier bestaat al' USING ERRCODE = '23505';
    END IF;
    IF NOT kring.is_actief(p_actor) THEN
        RETURN '';
    END IF;
    RETURN kring.maak_ticket('nieuw', p_gezin, p_actor, 'begin', pg_current_xact_id());
END $$;

-- Asked by a writer that waited for the case: does what opened the door still hold? A person of the
-- family without a block; a professional with a live grant; the system, and a case that begins, always.
CREATE OR REPLACE FUNCTION kring.nog_open(p_gezinslid boolean) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT CASE WHEN p_gezinslid THEN EXISTS (
        SELECT 1 FROM gezinnen_deelnemer d
        WHERE d.gezin_id = kring.gezin() AND d.actor_id = kring.ik() AND NOT EXISTS (
            SELECT 1 FROM gezinnen_blok b
            WHERE b.gezin_id = d.gezin_id AND b.persoon_id = d.persoon_id
              AND b.van <= kring.nu() AND (b.tot IS NULL OR b.tot > kring.nu())))
    ELSE kring.is_actief(kring.ik(), 'systeem')
      OR kring.ticketveld(1) IS DISTINCT FROM 'dossier'
      OR kring.doel() = 'vt_taak'
      OR EXISTS (
        SELECT 1 FROM toegang_toegang t
        WHERE t.gezin_id = kring.gezin() AND t.actor_id = kring.ik()
          AND t.van <= kring.nu() AND t.tot > kring.nu()) END
$$;

-- The audit line of a write: in the write's own transaction, by whom and for what the ticket says. The
-- family sees who looked, and reads what was written about itself where it stands; never a line about a
-- write, because which of them may read it differs from one person to the next.
CREATE OR REPLACE FUNCTION kring.log_handeling(p_handeling text, p_objecten text, p_toegestaan boolean)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF kring.ik() IS NULL THEN
        RAISE EXCEPTION 'geen geldig ticket' USING ERRCODE = '28000';
    END IF;
    PERFORM kring.log(kring.ik(), kring.gezin(), p_handeling, kring.doel(), NULL, p_objecten, p_toegestaan, true);
END $$;

-- Break-glass: a grant of four hours at most, for the purpose nood, never past a zegel. A request
-- that may not be is a line in the log as well.
CREATE OR REPLACE FUNCTION kring.open_nood(
    p_actor uuid, p_gezin uuid, p_id uuid, p_scope int, p_uren int, p_reden text, p_verloopt bigint, p_code text
) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    mag boolean;
    xid xid8;
BEGIN
    PERFORM kring.eis_code(p_verloopt, p_code, 'nood', p_actor::text, p_gezin::text, p_id::text,
                           p_scope::text, p_uren::text);
    mag := coalesce(
        p_scope > 0 AND p_uren BETWEEN 1 AND 4 AND length(btrim(p_reden)) >= 20
        AND kring.is_actief(p_actor, 'medewerker')
        AND EXISTS (SELECT 1 FROM dossier_dossier d WHERE d.gezin_id = p_gezin), false);
    xid := kring.log(p_actor, p_gezin, 'nood_geopend', 'nood', CASE WHEN mag THEN p_id END, '', mag, false);
    IF NOT mag THEN
        RETURN '';
    END IF;
    INSERT INTO toegang_toegang (id, gezin_id, actor_id, soort, doel, scope, van, tot, grond, reden, discreet)
    VALUES (p_id, p_gezin, p_actor, 'nood', 'nood', p_scope, kring.nu(),
            kring.nu() + make_interval(hours => p_uren), p_id, p_reden, false);
    RETURN kring.maak_ticket('dossier', p_gezin, p_actor, 'nood', xid);
END $$;

-- A live grant to judge the melding of this family.
CREATE OR REPLACE FUNCTION kring.beoordeelt(p_actor uuid, p_gezin uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM toegang_toegang t
        WHERE t.gezin_id = p_gezin AND t.actor_id = p_actor AND t.soort = 'vt_beoordeling'
          AND t.van <= kring.nu() AND t.tot > kring.nu())
$$;

-- Persons of other families who are certainly the same as persons of this one: by exact BSN and a
-- birth date that is wholly known.
CREATE OR REPLACE FUNCTION kring.dezelfden(p_gezin uuid)
RETURNS TABLE (persoon uuid, bekende uuid, bekend_gezin uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT p.id, b.id, b.gezin_id
    FROM gezinnen_persoon p
    JOIN gezinnen_persoon b ON b.bsn_kenmerk = p.bsn_kenmerk AND b.geboren = p.geboren
                           AND b.gezin_id <> p.gezin_id
    WHERE p.gezin_id = p_gezin AND p.geboren_vroegst = p.geboren_laatst
$$;

-- The radar of Veilig Thuis: which known persons are certainly the same as persons in the melding
-- that is open. Only with a grant for the judgement of that melding.
CREATE OR REPLACE FUNCTION kring.zoek_bekend()
RETURNS TABLE (persoon uuid, bekende uuid, bekend_gezin uuid, toestand text, nummer text, meldingen bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT kring.beoordeelt(kring.ik(), kring.gezin()) THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT z.persoon, z.bekende, z.bekend_gezin, d.toestand::text, d.nummer::text,
               (SELECT count(*) FROM dossier_melding m WHERE m.gezin_id = z.bekend_gezin)
        FROM kring.dezelfden(kring.gezin()) z
        JOIN dossier_dossier d ON d.gezin_id = z.bekend_gezin;
END $$;

-- Whether this very message came in before: asked with the keyed hash of its sender and number.
CREATE OR REPLACE FUNCTION kring.bekende_melding(p_sleutel bytea)
RETURNS TABLE (nummer text, vingerafdruk bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT d.nummer::text, m.vingerafdruk FROM dossier_melding m
    JOIN dossier_dossier d ON d.gezin_id = m.gezin_id WHERE m.sleutel = p_sleutel
$$;

-- Which family has this number, for the break-glass door alone: that one logs who asked, and answers the
-- same for a number that is nobody's.
CREATE OR REPLACE FUNCTION kring.gezin_met_nummer(p_nummer text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT d.gezin_id FROM dossier_dossier d WHERE d.nummer = p_nummer
$$;

-- Let whoever judges a melding write the re-report into the known family it certainly belongs to.
CREATE OR REPLACE FUNCTION kring.open_bekend(
    p_actor uuid, p_melding uuid, p_bekend uuid, p_verloopt bigint, p_code text
) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    mag boolean;
    xid xid8;
BEGIN
    PERFORM kring.eis_code(p_verloopt, p_code, 'bekend', p_actor::text, p_melding::text, p_bekend::text);
    mag := kring.is_actief(p_actor) AND kring.beoordeelt(p_actor, p_melding)
       AND EXISTS (SELECT 1 FROM kring.dezelfden(p_melding) z WHERE z.bekend_gezin = p_bekend);
    xid := kring.log(p_actor, p_bekend, 'hermelding_geopend', 'vt_taak', NULL, p_melding::text, mag, true);
    IF NOT mag THEN
        RETURN '';
    END IF;
    RETURN kring.maak_ticket('dossier', p_bekend, p_actor, 'vt_taak', xid);
END $$;

-- Who stands on the list of a sealed address, carries this family now, and has a live grant over it.
-- Break-glass opens no seal, whatever list one stood on before; nor does a grant for other work.
CREATE OR REPLACE FUNCTION kring.mag_adres(p_actor uuid, p_gezin uuid, p_persoon uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT kring.is_actief(p_actor) AND EXISTS (
        SELECT 1 FROM gezinnen_adrestoegang a
        JOIN toegang_toegang t ON t.gezin_id = a.gezin_id AND t.actor_id = a.actor_id
        JOIN dossier_toewijzing w ON w.gezin_id = a.gezin_id AND w.houder_id = a.actor_id
        WHERE a.gezin_id = p_gezin AND a.persoon_id = p_persoon AND a.actor_id = p_actor
          AND w.functie IN ('vast_gezicht', 'vervanger', 'casusregisseur', 'zicht_op_veiligheid')
          AND w.tot = '9999-01-01 00:00+00'
          AND t.soort <> 'nood' AND t.scope & 1 = 1 AND t.van <= kring.nu() AND t.tot > kring.nu())
$$;

-- A sealed address: asked and logged first, read in a later transaction by whoever stands on its list.
CREATE OR REPLACE FUNCTION kring.open_adres(
    p_actor uuid, p_gezin uuid, p_persoon uuid, p_verloopt bigint, p_code text
) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    mag boolean;
    xid xid8;
BEGIN
    PERFORM kring.eis_code(p_verloopt, p_code, 'adres', p_actor::text, p_gezin::text, p_persoon::text);
    mag := kring.mag_adres(p_actor, p_gezin, p_persoon);
    xid := kring.log(p_actor, p_gezin, 'adres_bekeken', 'adres', NULL, p_persoon::text, mag, true);
    IF NOT mag THEN
        RETURN '';
    END IF;
    RETURN kring.maak_ticket('adres', p_gezin, p_actor, p_persoon::text, xid);
END $$;

-- Asked again at reading: a place on the list or a grant that ended closes an open ticket too.
CREATE OR REPLACE FUNCTION kring.lees_adres() RETURNS TABLE (id uuid, inhoud bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF kring.ticketveld(1) IS DISTINCT FROM 'adres'
       OR NOT kring.mag_adres(kring.ik(), kring.gezin(), kring.doel()::uuid) THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT a.id, a.inhoud FROM gezinnen_adresgeheim a
                 WHERE a.gezin_id = kring.gezin() AND a.persoon_id = kring.doel()::uuid;
END $$;

-- Who may open this family now: shown on its page, so that colleagues see each other. Only to one of
-- them, with a grant that lives now for the purpose of the ticket.
CREATE OR REPLACE FUNCTION kring.wie_ziet()
RETURNS TABLE (actor_id uuid, soort text, doel text, van timestamptz, tot timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT t.actor_id, t.soort::text, t.doel::text, t.van, t.tot FROM toegang_toegang t
    WHERE kring.ticketveld(1) = 'dossier' AND t.gezin_id = kring.gezin()
      AND t.van <= kring.nu() AND t.tot > kring.nu()
      AND EXISTS (SELECT 1 FROM toegang_toegang m
                  WHERE m.gezin_id = kring.gezin() AND m.actor_id = kring.ik() AND m.doel = kring.doel()
                    AND m.van <= kring.nu() AND m.tot > kring.nu())
    ORDER BY t.van, t.id
$$;

-- What follows from time alone, for an account of the system: tell that a closed file was kept long
-- enough, or destroy again what was destroyed before a backup was put back. Logged like every opening.
CREATE OR REPLACE FUNCTION kring.open_systeem(
    p_actor uuid, p_gezin uuid, p_doel text, p_verloopt bigint, p_code text
) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    mag boolean;
    xid xid8;
BEGIN
    PERFORM kring.eis_code(p_verloopt, p_code, 'systeem', p_actor::text, p_gezin::text, p_doel);
    mag := kring.is_actief(p_actor, 'systeem') AND EXISTS (
        SELECT 1 FROM dossier_dossier d WHERE d.gezin_id = p_gezin AND CASE p_doel
            WHEN 'bewaren' THEN d.vernietigd_op IS NULL AND d.bewaren_tot < kring.vandaag()
            WHEN 'vernietigen' THEN true
            ELSE false END);
    xid := kring.log(p_actor, p_gezin, 'systeem_geopend', p_doel, NULL, '', mag, false);
    IF NOT mag THEN
        RETURN '';
    END IF;
    RETURN kring.maak_ticket('dossier', p_gezin, p_actor, p_doel, xid);
END $$;

-- The closed files that were kept long enough and that nobody was asked about yet: keys and days, for
-- the worker at night.
CREATE OR REPLACE FUNCTION kring.bewaartermijn_voorbij() RETURNS TABLE (gezin_id uuid, bewaren_tot date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT d.gezin_id, d.bewaren_tot FROM dossier_dossier d
    WHERE d.vernietigd_op IS NULL AND d.bewaren_tot < kring.vandaag() AND NOT EXISTS (
        SELECT 1 FROM toegang_toegang t
        WHERE t.gezin_id = d.gezin_id AND t.soort = 'rechtenverzoek' AND t.tot > kring.nu())
    ORDER BY d.bewaren_tot, d.gezin_id
$$;

-- The closed files of which a person decided that they are destroyed: keys, for the worker.
CREATE OR REPLACE FUNCTION kring.te_vernietigen() RETURNS TABLE (gezin_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT d.gezin_id FROM dossier_dossier d
    WHERE d.te_vernietigen AND d.gesloten_op IS NOT NULL AND d.vernietigd_op IS NULL
    ORDER BY d.gezin_id
$$;

-- The database's own promise: in these toestanden each of these functies has exactly one holder.
-- At most one: an exclusion constraint. At least one: this check at commit.
CREATE OR REPLACE FUNCTION kring.eis_functies() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    mist text;
BEGIN
    SELECT e.functie INTO mist
    FROM dossier_dossier d JOIN kring.functie_eis e
      ON e.variant = d.variant AND e.versie = d.versie AND e.toestand = d.toestand
    WHERE d.gezin_id = NEW.gezin_id AND NOT EXISTS (
        SELECT 1 FROM dossier_toewijzing w
        WHERE w.gezin_id = d.gezin_id AND w.functie = e.functie AND w.tot = '9999-01-01 00:00+00')
    LIMIT 1;
    IF mist IS NOT NULL THEN
        RAISE EXCEPTION 'de functie % is in dit gezin bij niemand belegd', mist USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;

-- Append-only: for whoever has the right by mistake, and for the owner's slip.
CREATE OR REPLACE FUNCTION kring.alleen_aanvullen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is alleen-aanvullen', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
