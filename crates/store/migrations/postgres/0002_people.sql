-- Officials, what they may be, their sessions, and the throttles that survive a restart.

create table official (
    id uuid primary key,
    username text not null unique,
    full_name text not null,
    password_hash text,
    agency_id uuid not null,
    disabled_at timestamptz,
    demonstration boolean not null
);

create table role_grant (
    official_id uuid not null references official (id),
    role text not null,
    agency_id uuid not null,
    valid_from date not null,
    valid_to date,
    primary key (official_id, role, agency_id, valid_from)
);

create table session (
    token_hash bytea primary key,
    official_id uuid not null references official (id),
    created_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null,
    user_agent text not null
);
create index session_official on session (official_id);
create index session_expiry on session (expires_at);

create table throttle (
    key text primary key,
    failures bigint not null,
    window_starts_at timestamptz not null,
    blocked_until timestamptz
);
