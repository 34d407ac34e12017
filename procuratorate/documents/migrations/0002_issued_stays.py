"""An issued paper stays as it is, and a number is taken by issuing, one after the other (as in dispatch 0003)."""

from django.db import migrations

STAYS = """
CREATE FUNCTION documents_paper_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := ARRAY['state', 'superseded_by_id', 'superseded_at', 'superseded_why'];
BEGIN
    IF current_user = 'side_builder' THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'papers are kept' USING ERRCODE = '42501';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' OR NEW.number <> '' OR NEW.stored <> '' OR NEW.sequence IS NOT NULL THEN
            RAISE EXCEPTION 'a paper begins as a draft' USING ERRCODE = '42501';
        END IF;
        IF NEW.organ_id <> NEW.office_id AND NOT EXISTS (
            SELECT FROM organs_organ WHERE id = NEW.office_id AND house_id = NEW.organ_id
        ) THEN
            RAISE EXCEPTION 'a paper bears the name of its own house' USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.code <> OLD.code OR NEW.organ_id <> OLD.organ_id OR NEW.key <> OLD.key THEN
        RAISE EXCEPTION 'a paper is known by its code' USING ERRCODE = '42501';
    END IF;
    IF OLD.state = 'draft' THEN
        IF NEW.state NOT IN ('draft', 'issued') THEN
            RAISE EXCEPTION 'a draft is issued first' USING ERRCODE = '42501';
        END IF;
        IF NEW.sequence IS NOT NULL THEN
            PERFORM FROM documents_series s WHERE s.organ_id = NEW.organ_id AND s.word = NEW.word
                AND s.year = NEW.year AND s.last = NEW.sequence - 1;
            IF NOT FOUND OR NEW.state = 'draft' THEN
                RAISE EXCEPTION 'a paper takes the next number' USING ERRCODE = '42501';
            END IF;
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.stored = '' THEN  -- the bytes come once, after the row
        free := free || ARRAY['stored', 'size', 'pages', 'signature', 'printed_at'];
    END IF;
    IF to_jsonb(NEW) - free <> to_jsonb(OLD) - free OR NEW.state = 'draft'
       OR (OLD.state = 'superseded' AND NEW.state <> 'superseded') THEN
        RAISE EXCEPTION 'an issued paper stays as it is' USING ERRCODE = '42501';
    END IF;
    IF OLD.superseded_by_id IS NOT NULL AND (NEW.superseded_by_id, NEW.superseded_at, NEW.superseded_why)
       IS DISTINCT FROM (OLD.superseded_by_id, OLD.superseded_at, OLD.superseded_why) THEN
        RAISE EXCEPTION 'an issued paper stays as it is' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays BEFORE INSERT OR UPDATE OR DELETE ON documents_paper FOR EACH ROW
    EXECUTE FUNCTION documents_paper_stays();
ALTER TABLE documents_paper ENABLE ALWAYS TRIGGER stays;

CREATE FUNCTION documents_series_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.last = 0 THEN
            RETURN NEW;
        END IF;
    ELSIF (NEW.id, NEW.organ_id, NEW.word, NEW.year, NEW.last)
        = (OLD.id, OLD.organ_id, OLD.word, OLD.year, OLD.last + 1) THEN
        PERFORM FROM documents_paper p WHERE p.organ_id = NEW.organ_id AND p.word = NEW.word
            AND p.year = NEW.year AND p.sequence = NEW.last AND p.state = 'issued';
        IF FOUND THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a number is taken by issuing' USING ERRCODE = '42501';
END $$;
CREATE TRIGGER with_paper BEFORE INSERT OR UPDATE ON documents_series FOR EACH ROW
    WHEN (current_user <> 'side_builder') EXECUTE FUNCTION documents_series_follows();
ALTER TABLE documents_series ENABLE ALWAYS TRIGGER with_paper;

CREATE FUNCTION documents_copy_of_issued() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM documents_paper p WHERE p.id = NEW.paper_id AND p.state <> 'draft'
        AND NEW.sender_id IN (p.organ_id, p.office_id);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'only an issued paper is handed over, by its own house' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER issued BEFORE INSERT ON documents_copy FOR EACH ROW EXECUTE FUNCTION documents_copy_of_issued();
"""

MELT = """
DROP TRIGGER issued ON documents_copy;
DROP FUNCTION documents_copy_of_issued();
DROP TRIGGER with_paper ON documents_series;
DROP FUNCTION documents_series_follows();
DROP TRIGGER stays ON documents_paper;
DROP FUNCTION documents_paper_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_papers")]
    operations = [migrations.RunSQL(STAYS, MELT)]
