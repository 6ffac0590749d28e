-- What each establishment can be found by, kept in the transaction that changes it. A term is one letter for its field, then a folded word or a code:
-- n name, c commune and postal code, p product of a public fact, q product of a fact for advisers, w and v their waste codes, a activity, s section,
-- i commune's code, e grouping, z size, f and g flows (public, for advisers), o open or closed.
create table search_document (
  territory_id text not null references territory,
  siret text not null,
  commune_code text not null,
  terms tsvector not null,
  -- Words in the name and the sign: a name that the query covers whole comes first.
  name_words smallint not null,
  -- Among equals, who comes first: public facts, then size.
  prominence smallint not null,
  primary key (territory_id, siret)
);
create index search_document_terms on search_document using gin (terms) with (fastupdate = off);
-- The most prominent apart: where many answer, enough of them are here.
create index search_document_top on search_document using gin (terms) with (fastupdate = off) where prominence >= 5;
create index search_document_prominence on search_document (prominence desc, siret);

-- Each distinct term with the number of establishments that hold it; `near` holds hashes of the word less one letter, for typing errors.
create table search_word (
  lexeme text collate "C" not null,
  territory_id text not null references territory,
  docs integer not null,
  near integer[],
  primary key (lexeme, territory_id)
);
create index search_word_two on search_word ((left(lexeme, 3)), docs desc);
create index search_word_three on search_word ((left(lexeme, 4)), docs desc);
create index search_word_near on search_word using gin (near) with (fastupdate = off);

-- Where the documents that answer are, in the order they were written, at most so many. A function, so that it is planned once a connection and
-- always reads the index: a planner that hopes to stop early would read the table instead.
create function search_hits(asked tsquery, most integer) returns setof tid language plpgsql stable set enable_seqscan = off as $$
begin
  return query select d.ctid from search_document d where d.terms @@ asked limit most;
end $$;

-- The same where many answer: the most prominent first, the others only when these are not enough.
create function search_top(asked tsquery, most integer) returns setof tid language plpgsql stable set enable_seqscan = off as $$
declare
  found_there integer;
begin
  return query select d.ctid from search_document d where d.terms @@ asked and d.prominence >= 5 limit most;
  get diagnostics found_there = row_count;
  if found_there < most then
    return query select d.ctid from search_document d where d.terms @@ asked and d.prominence < 5 limit most - found_there;
  end if;
end $$;

-- The same where most documents answer: tried one by one, the most prominent first, which ends sooner than reading a long posting list.
-- What is added to the terms keeps the index out of it.
create function search_walk(asked tsquery, most integer) returns setof tid language plpgsql stable
  set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off set max_parallel_workers_per_gather = 0 as $$
begin
  return query select d.ctid from search_document d where (d.terms || ''::tsvector) @@ asked order by d.prominence desc, d.siret limit most;
end $$;

-- How many documents answer, counted up to so many.
create function search_count(asked tsquery, most integer) returns integer language plpgsql stable set enable_seqscan = off as $$
begin
  return (select count(*) from (select 1 from search_document d where d.terms @@ asked limit most) found);
end $$;

-- One reading of the vocabulary: these terms, the most held terms that begin so, and the words of these fields that share a hash. Planned once a connection.
create function search_words(exact text[], begun text[], hashes integer[], fields text, most integer) returns table (lexeme text, territory_id text, docs integer) language plpgsql stable set enable_seqscan = off as $$
declare
  start text;
begin
  return query select w.lexeme, w.territory_id, w.docs from search_word w where w.lexeme = any (exact);
  foreach start in array begun loop
    if length(start) = 3 then
      return query select w.lexeme, w.territory_id, w.docs from search_word w where left(w.lexeme, 3) = start order by w.docs desc limit most;
    elsif length(start) = 4 then
      return query select w.lexeme, w.territory_id, w.docs from search_word w where left(w.lexeme, 4) = start order by w.docs desc limit most;
    else
      return query select found.lexeme, found.territory_id, found.docs from
        (select w.lexeme, w.territory_id, w.docs from search_word w where w.lexeme >= start collate "C" and w.lexeme < (start || '~') collate "C" limit 2000) found
        order by found.docs desc limit most;
    end if;
  end loop;
  if hashes <> '{}' then
    return query select w.lexeme, w.territory_id, w.docs from search_word w where w.near && hashes and position(left(w.lexeme, 1) in fields) > 0;
  end if;
end $$;
