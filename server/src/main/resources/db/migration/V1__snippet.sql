-- "if not exists": a first start that was killed may have got this far and not noted it.
create table if not exists snippet (
    id text primary key,
    digest text not null,
    files text not null,
    created_at timestamp with time zone not null
);
