-- The record of petitions. Times are RFC 3339 text in UTC, dates ISO text, identifiers 16 bytes.

create table log_head (
    id integer primary key check (id = 1),
    seq integer not null
) strict;
insert into log_head (id, seq) values (1, 0);

create table record_counter (
    day text primary key,
    last integer not null
) strict;

create table meta (
    key text primary key,
    value text not null
) strict;

create table petition (
    id blob primary key,
    -- The seq of its first event: orders petitions by arrival and is the row id in the search index.
    number integer not null unique,
    tracking_code text not null unique,
    pin_hash blob not null,
    record_code text not null unique,
    channel text not null,
    received_at text not null,
    received_on text not null,
    title text not null,
    body text not null,
    proposed_solution text,
    kind text not null,
    clauses text not null,
    procedure_code text,
    field text,
    area_code text,
    target_agency blob,
    status text not null,
    state text not null,
    -- Follows from the status; boards read one column in the order of its index.
    board_column text not null,
    lead_agency blob,
    handler blob,
    round integer not null,
    classification text,
    classified_on text,
    hidden integer not null,
    name_public integer not null,
    on_behalf integer not null,
    urgent integer not null,
    demonstration integer not null,
    info_requests integer not null,
    returns integer not null,
    extended integer not null,
    answered_at text,
    -- First closed for the books; a second round does not open them again.
    closed_on text,
    closed_as text,
    -- Who had it then: a second round goes to the reviewer, the first stays on the agency's account.
    closed_agency blob,
    closed_on_time integer,
    -- First published for the books; a second answer does not publish it again.
    published_on text,
    rated integer not null,
    first_approver blob,
    previous_id blob references petition (id),
    merged_into blob references petition (id),
    row_version integer not null,
    changed_at text not null,
    changed_seq integer not null,
    -- The clocks a card shows, and the earliest date somebody owes something.
    clocks text not null,
    next_due_at text,
    citizen_due_at text,
    idempotency_key text unique
) strict;
create index petition_board on petition (board_column, next_due_at, number);
create index petition_latest on petition (board_column, changed_at desc, changed_seq desc);
create index petition_received on petition (received_on);
create index petition_procedure on petition (procedure_code) where procedure_code is not null;
create index petition_closed_agency on petition (closed_agency) where closed_agency is not null;
create index petition_merged on petition (merged_into) where merged_into is not null;

-- Who takes part now: one lead, any number supporting.
create table assignment (
    petition_id blob not null references petition (id),
    agency_id blob not null,
    role text not null,
    primary key (petition_id, agency_id)
) strict, without rowid;
create index assignment_agency on assignment (agency_id, petition_id);

-- Personal data stands apart; every reading leaves a row in access_log.
create table sender (
    petition_id blob primary key references petition (id),
    kind text not null,
    full_name text not null,
    organisation text,
    phone text,
    email text,
    address text not null
) strict;

create table event (
    seq integer primary key,
    petition_id blob not null references petition (id),
    petition_seq integer not null,
    at text not null,
    actor blob,
    actor_name text not null,
    actor_role text not null,
    agency_id blob,
    verb text not null,
    from_status text,
    to_status text not null,
    payload text not null,
    prev_hash blob not null,
    hash blob not null,
    unique (petition_id, petition_seq)
) strict;
create trigger event_is_append_only_update before update on event
begin select raise(abort, 'events are append-only'); end;
create trigger event_is_append_only_delete before delete on event
begin select raise(abort, 'events are append-only'); end;

create table deadline (
    id blob primary key,
    petition_id blob not null references petition (id),
    round integer not null,
    clock text not null,
    step text not null,
    rule_code text not null,
    rule_version integer not null,
    starts_at text not null,
    due_at text not null,
    met_at text,
    cancelled_at text,
    paused_at text,
    detail text not null
) strict;
create index deadline_petition on deadline (petition_id);
create index deadline_open on deadline (due_at) where met_at is null and cancelled_at is null;

create table answer (
    petition_id blob not null references petition (id),
    round integer not null,
    body text not null,
    outcome text not null,
    upheld text not null,
    criteria text not null,
    document_no text,
    drafted_by blob not null,
    approved_by blob,
    approved_at text,
    changed_at text not null,
    primary key (petition_id, round)
) strict;

create table publication (
    petition_id blob primary key references petition (id),
    number integer not null unique,
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
    agency_id blob not null,
    agency_name text not null,
    received_on text not null,
    answered_on text not null,
    published_at text not null,
    on_time integer not null,
    checked_by blob not null,
    shown_name text,
    demonstration integer not null,
    hidden_at text
) strict;
create index publication_newest on publication (number desc) where hidden_at is null;
create index publication_published on publication (published_at) where hidden_at is null;
create index publication_late on publication (number desc) where hidden_at is null and not on_time;
create index publication_procedure on publication (procedure_code, number desc) where hidden_at is null;
create index publication_agency on publication (agency_id, number desc) where hidden_at is null;
create index publication_field on publication (field, number desc) where hidden_at is null;
create index publication_area on publication (area_code, number desc) where hidden_at is null;

create table rating (
    petition_id blob not null references petition (id),
    round integer not null,
    level text not null,
    comment text,
    rated_at text not null,
    rated_on text not null,
    primary key (petition_id, round)
) strict;
create index rating_day on rating (rated_on);
create index rating_again on rating (round) where round > 1;

create table hotline_call (
    petition_id blob primary key references petition (id),
    number_called text not null,
    called_at text not null,
    official_id blob not null,
    transcript text not null,
    read_back integer not null
) strict;

create table access_log (
    id blob primary key,
    at text not null,
    official_id blob not null,
    petition_id blob not null references petition (id),
    purpose text not null
) strict;
create index access_log_petition on access_log (petition_id, at);

create table job (
    id blob primary key,
    kind text not null,
    payload text not null,
    run_after text not null,
    attempts integer not null,
    claimed_at text,
    done_at text,
    last_error text
) strict;
create index job_waiting on job (run_after) where done_at is null;

-- Words as tokens separated by spaces: with their diacritics, and folded. The row id is the petition's number.
-- The words are cut before they come here, so `ascii` only parts them at the spaces; each is one token, so no positions.
create virtual table desk_words using fts5 (
    exact, folded, content = '', contentless_delete = 1, detail = column, tokenize = 'ascii');
create virtual table public_words using fts5 (
    exact, folded, content = '', contentless_delete = 1, detail = column, tokenize = 'ascii');
