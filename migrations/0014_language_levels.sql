-- How well somebody speaks their languages, by their own account.
alter table user_profiles
    -- {"es": "native"}, only of languages that the profile has; basic, conversational, fluent, native.
    add column language_levels jsonb not null default '{}';
