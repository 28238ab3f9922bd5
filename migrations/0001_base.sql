-- Extensions and the functions that every later table uses.
create extension if not exists unaccent;
create extension if not exists pg_trgm;

-- unaccent() is only STABLE since its dictionary could change; ours never does, and indexes need IMMUTABLE.
create function fold(value text) returns text
language sql immutable strict parallel safe
as $$ select lower(public.unaccent('public.unaccent', value)) $$;

create text search configuration spanish_folded (copy = spanish);
alter text search configuration spanish_folded
    alter mapping for hword, hword_part, word with unaccent, spanish_stem;

-- Money history, events and the audit log are append-only, whoever asks.
create function refuse_change() returns trigger
language plpgsql
as $$ begin raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation'; end $$;
