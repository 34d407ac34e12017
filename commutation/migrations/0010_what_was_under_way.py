"""What a signed paper speaks of stays with it; its number is its own; what was filed before the system began has a day."""

from django.db import migrations, models

# The persons of an issued paper, and what was ticked for them, are part of what was signed.
WHOLE = """
CREATE FUNCTION commutation_paper_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    paper bigint := (to_jsonb(CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END) ->> 'opinion_id')::bigint;
BEGIN
    IF current_user <> 'side_builder'
       AND EXISTS (SELECT FROM commutation_opinion WHERE id = paper AND issued_at IS NOT NULL) THEN
        RAISE EXCEPTION 'a paper that was issued speaks of whom it spoke of';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER whole BEFORE INSERT OR UPDATE OR DELETE ON commutation_opinionline
    FOR EACH ROW EXECUTE FUNCTION commutation_paper_is_whole();
"""
LOOSE = "DROP TRIGGER whole ON commutation_opinionline; DROP FUNCTION commutation_paper_is_whole();"


class Migration(migrations.Migration):
    dependencies = [("commutation", "0009_rows_know_their_person")]
    operations = [
        migrations.AddField(
            model_name="sending",
            name="received_on",
            field=models.DateField(blank=True, null=True, verbose_name="纸质副本收到日"),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.UniqueConstraint(
                condition=~models.Q(number=""), fields=("organ", "number"), name="one_paper_per_number"
            ),
        ),
        migrations.RunSQL(WHOLE, LOOSE),
    ]
