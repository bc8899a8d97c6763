-- The record of petitions. Times are UTC with microseconds.

create table log_head (
    id bigint primary key check (id = 1),
    seq bigint not null
);
insert into log_head (id, seq) values (1, 0);

create table record_counter (
    day date primary key,
    last bigint not null
);

create table meta (
    key text primary key,
    value text not null
);

create table petition (
    id uuid primary key,
    -- The seq of its first event: orders petitions by arrival and is the row id in the search index.
    number bigint not null unique,
    tracking_code text not null unique,
    pin_hash bytea not null,
    record_code text not null unique,
    channel text not null,
    received_at timestamptz not null,
    received_on date not null,
    title text not null,
    body text not null,
    proposed_solution text,
    kind text not null,
    clauses text not null,
    procedure_code text,
    field text,
    area_code text,
    target_agency uuid,
    status text not null,
    state text not null,
    -- Follows from the status; boards read one column in the order of its index.
    board_column text not null,
    lead_agency uuid,
    handler uuid,
    round bigint not null,
    classification text,
    classified_on date,
    hidden boolean not null,
    name_public boolean not null,
    on_behalf boolean not null,
    urgent boolean not null,
    demonstration boolean not null,
    info_requests bigint not null,
    returns bigint not null,
    extended boolean not null,
    answered_at timestamptz,
    -- First closed for the books; a second round does not open them again.
    closed_on date,
    closed_as text,
    -- Who had it then: a second round goes to the reviewer, the first stays on the agency's account.
    closed_agency uuid,
    closed_on_time boolean,
    -- First published for the books; a second answer does not publish it again.
    published_on date,
    rated boolean not null,
    first_approver uuid,
    previous_id uuid references petition (id),
    merged_into uuid references petition (id),
    row_version bigint not null,
    changed_at timestamptz not null,
    changed_seq bigint not null,
    -- The clocks a card shows, and the earliest date somebody owes something.
    clocks text not null,
    next_due_at timestamptz,
    citizen_due_at timestamptz,
    idempotency_key text unique
);
create index petition_board on petition (board_column, next_due_at, number);
create index petition_latest on petition (board_column, changed_at desc, changed_seq desc);
create index petition_received on petition (received_on);
create index petition_procedure on petition (procedure_code) where procedure_code is not null;
create index petition_closed_agency on petition (closed_agency) where closed_agency is not null;
create index petition_merged on petition (merged_into) where merged_into is not null;

-- Who takes part now: one lead, any number supporting.
create table assignment (
    petition_id uuid not null references petition (id),
    agency_id uuid not null,
    role text not null,
    primary key (petition_id, agency_id)
);
create index assignment_agency on assignment (agency_id, petition_id);

-- Personal data stands apart; every reading leaves a row in access_log.
create table sender (
    petition_id uuid primary key references petition (id),
    kind text not null,
    full_name text not null,
    organisation text,
    phone text,
    email text,
    address text not null
);

create table event (
    seq bigint primary key,
    petition_id uuid not null references petition (id),
    petition_seq bigint not null,
    at timestamptz not null,
    actor uuid,
    actor_name text not null,
    actor_role text not null,
    agency_id uuid,
    verb text not null,
    from_status text,
    to_status text not null,
    payload text not null,
    prev_hash bytea not null,
    hash bytea not null,
    unique (petition_id, petition_seq)
);
create function events_are_append_only() returns trigger language plpgsql as $$
begin raise exception 'events are append-only'; end $$;
create trigger event_is_append_only before update or delete on event
for each row execute function events_are_append_only();

create table deadline (
    id uuid primary key,
    petition_id uuid not null references petition (id),
    round bigint not null,
    clock text not null,
    step text not null,
    rule_code text not null,
    rule_version bigint not null,
    starts_at timestamptz not null,
    due_at timestamptz not null,
    met_at timestamptz,
    cancelled_at timestamptz,
    paused_at timestamptz,
    detail text not null
);
create index deadline_petition on deadline (petition_id);
create index deadline_open on deadline (due_at) where met_at is null and cancelled_at is null;

create table answer (
    petition_id uuid not null references petition (id),
    round bigint not null,
    body text not null,
    outcome text not null,
    upheld text not null,
    criteria text not null,
    document_no text,
    drafted_by uuid not null,
    approved_by uuid,
    approved_at timestamptz,
    changed_at timestamptz not null,
    primary key (petition_id, round)
);

create table publication (
    petition_id uuid primary key references petition (id),
    number bigint not null unique,
    record_code text not null unique,
    title text not null,
    body text not null,
    answer text not null,
    outcome text not null,
    upheld text not null,
    kind text not null,
    procedure_code text,
    field text,
    area_code text,
    agency_id uuid not null,
    agency_name text not null,
    received_on date not null,
    answered_on date not null,
    published_at timestamptz not null,
    on_time boolean not null,
    checked_by uuid not null,
    shown_name text,
    demonstration boolean not null,
    hidden_at timestamptz
);
create index publication_newest on publication (number desc) where hidden_at is null;
create index publication_published on publication (published_at) where hidden_at is null;
create index publication_late on publication (number desc) where hidden_at is null and not on_time;
create index publication_procedure on publication (procedure_code, number desc) where hidden_at is null;
create index publication_agency on publication (agency_id, number desc) where hidden_at is null;
create index publication_field on publication (field, number desc) where hidden_at is null;
create index publication_area on publication (area_code, number desc) where hidden_at is null;

create table rating (
    petition_id uuid not null references petition (id),
    round bigint not null,
    level text not null,
    comment text,
    rated_at timestamptz not null,
    rated_on date not null,
    primary key (petition_id, round)
);
create index rating_day on rating (rated_on);
create index rating_again on rating (round) where round > 1;

create table hotline_call (
    petition_id uuid primary key references petition (id),
    number_called text not null,
    called_at timestamptz not null,
    official_id uuid not null,
    transcript text not null,
    read_back boolean not null
);

create table access_log (
    id uuid primary key,
    at timestamptz not null,
    official_id uuid not null,
    petition_id uuid not null references petition (id),
    purpose text not null
);
create index access_log_petition on access_log (petition_id, at);

create table job (
    id uuid primary key,
    kind text not null,
    payload text not null,
    run_after timestamptz not null,
    attempts bigint not null,
    claimed_at timestamptz,
    done_at timestamptz,
    last_error text
);
create index job_waiting on job (run_after) where done_at is null;

-- Words as tokens: with their diacritics, and folded. The number is the petition's.
create table desk_words (
    number bigint primary key,
    exact text[] not null,
    folded text[] not null
);
create index desk_words_exact on desk_words using gin (exact);
create index desk_words_folded on desk_words using gin (folded);
create table public_words (
    number bigint primary key,
    exact text[] not null,
    folded text[] not null
);
create index public_words_exact on public_words using gin (exact);
create index public_words_folded on public_words using gin (folded);
