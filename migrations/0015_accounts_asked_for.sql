-- How often an account at the provider was asked for is looked up by person.
create index psp_operations_accounts on psp_operations ((params ->> 'user')) where kind = 'create_account';
