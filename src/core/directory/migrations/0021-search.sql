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
