-- What the province works with: agencies and their names over time, areas, procedures, days, rules, reasons.

create table agency (
    id blob primary key,
    slug text not null unique,
    detail text not null
) strict;

create table agency_succession (
    from_agency blob not null references agency (id),
    to_agency blob not null references agency (id),
    effective_on text not null,
    detail text not null,
    primary key (from_agency, to_agency, effective_on)
) strict;

create table jurisdiction (
    id blob primary key,
    agency_id blob,
    detail text not null
) strict;

create table area (
    code text primary key,
    name text not null,
    detail text not null
) strict;

create table procedure (
    code text primary key,
    name text not null,
    field text not null,
    level text not null,
    detail text not null
) strict;

create table calendar_day (
    day text primary key,
    kind text not null,
    name text not null,
    source text not null
) strict;

create table deadline_rule (
    code text not null,
    version integer not null,
    detail text not null,
    primary key (code, version)
) strict;

create table rejection_reason (
    code text primary key,
    detail text not null
) strict;

create table profile (
    id integer primary key check (id = 1),
    detail text not null
) strict;
