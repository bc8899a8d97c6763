-- Officials, what they may be, their sessions, and the throttles that survive a restart.

create table official (
    id blob primary key,
    username text not null unique,
    full_name text not null,
    password_hash text,
    agency_id blob not null,
    disabled_at text,
    demonstration integer not null
) strict;

create table role_grant (
    official_id blob not null references official (id),
    role text not null,
    agency_id blob not null,
    valid_from text not null,
    valid_to text,
    primary key (official_id, role, agency_id, valid_from)
) strict;

create table session (
    token_hash blob primary key,
    official_id blob not null references official (id),
    created_at text not null,
    seen_at text not null,
    expires_at text not null,
    user_agent text not null
) strict;
create index session_official on session (official_id);
create index session_expiry on session (expires_at);

create table throttle (
    key text primary key,
    failures integer not null,
    window_starts_at text not null,
    blocked_until text
) strict;
