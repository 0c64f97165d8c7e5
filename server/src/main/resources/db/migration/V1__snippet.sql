create table snippet (
    id text primary key,
    digest text not null,
    files text not null,
    created_at timestamp with time zone not null
);
