-- What the analysis suggests for a petition as it reads now, and what officials decided.

create table suggestion (
    petition_id blob primary key references petition (id),
    at text not null,
    -- Number of the learned model in use then, 0 for the one that ships.
    model integer not null,
    findings text not null
) strict;

-- How far the log was read for suggestions.
create table suggestion_progress (
    id integer primary key check (id = 1),
    seq integer not null
) strict;
insert into suggestion_progress (id, seq) values (1, 0);

-- What was decided, beside what had been suggested then; the latest decision on each question counts.
create table decision (
    petition_id blob not null references petition (id),
    question text not null,
    suggested text,
    percent integer,
    told integer not null,
    model integer,
    decided text not null,
    month text not null,
    seq integer not null,
    primary key (petition_id, question)
) strict, without rowid;
create index decision_latest on decision (seq);
create index decision_question on decision (question, month, suggested, decided, told, percent);

-- What this installation learned from those decisions.
create table learned_model (
    number integer primary key,
    trained_at text not null,
    trained_by blob not null,
    labels integer not null,
    learned text not null,
    -- How it and the model in use then agreed with labels that neither had seen.
    compared text not null
) strict;

create table model_use (
    id integer primary key,
    at text not null,
    official_id blob not null,
    model integer not null
) strict;
