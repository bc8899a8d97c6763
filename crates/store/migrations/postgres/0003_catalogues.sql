-- What the province works with: agencies and their names over time, areas, procedures, days, rules, reasons.

create table agency (
    id uuid primary key,
    slug text not null unique,
    detail text not null
);

create table agency_succession (
    from_agency uuid not null references agency (id),
    to_agency uuid not null references agency (id),
    effective_on date not null,
    detail text not null,
    primary key (from_agency, to_agency, effective_on)
);

create table jurisdiction (
    id uuid primary key,
    agency_id uuid,
    detail text not null
);

create table area (
    code text primary key,
    name text not null,
    detail text not null
);

create table procedure (
    code text primary key,
    name text not null,
    field text not null,
    level text not null,
    detail text not null
);

create table calendar_day (
    day date primary key,
    kind text not null,
    name text not null,
    source text not null
);

create table deadline_rule (
    code text not null,
    version bigint not null,
    detail text not null,
    primary key (code, version)
);

create table rejection_reason (
    code text primary key,
    detail text not null
);

create table profile (
    id bigint primary key check (id = 1),
    detail text not null
);
