-- How well agencies keep deadlines: all answers of a period from the index alone.
create index petition_answered on petition (closed_as, closed_agency, closed_on, received_on, closed_on_time);
