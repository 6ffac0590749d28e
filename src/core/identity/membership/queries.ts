import { type Deps } from '#core/kernel/index.ts';

export type MemberShown = { personId: string; name: string; email: string; how: string; since: string };

/** Who speaks for a firm today, by name. */
export const membersOf = ({ db, clock }: Pick<Deps, 'db' | 'clock'>, territoryId: string, siret: string): Promise<MemberShown[]> =>
  db
    .selectFrom('firm_member')
    .innerJoin('person', 'person.id', 'firm_member.person_id')
    .select(['person.id as personId', 'person.name', 'person.email', 'firm_member.how', 'firm_member.since'])
    .where('territory_id', '=', territoryId)
    .where('siret', '=', siret)
    .where((e) => e.or([e('until', 'is', null), e('until', '>', clock.today())]))
    .orderBy('person.name')
    .execute();

/** Who asks advisers to vouch for her on a firm, the first who asked first. */
export const claimsOn = ({ db }: Pick<Deps, 'db'>, territoryId: string, siret: string) =>
  db
    .selectFrom('firm_claim')
    .innerJoin('person', 'person.id', 'firm_claim.person_id')
    .select(['person.id as personId', 'person.name', 'person.email', 'firm_claim.words', 'firm_claim.asked_at as askedAt'])
    .where('territory_id', '=', territoryId)
    .where('siret', '=', siret)
    .where('words', 'is not', null)
    .orderBy('asked_at')
    .execute();

/** What a person asked of a firm and how far that is; the firm's address with its letters hidden, when one is known. */
export async function claimOf({ db, clock }: Pick<Deps, 'db' | 'clock'>, territoryId: string, siret: string, personId: string): Promise<{ code: boolean; asked: boolean; address: string | null }> {
  const claim = await db.selectFrom('firm_claim').select(['code_hash', 'expires_at', 'words']).where('territory_id', '=', territoryId).where('siret', '=', siret).where('person_id', '=', personId).executeTakeFirst();
  const contact = await db.selectFrom('firm_contact').select('email').where('territory_id', '=', territoryId).where('siret', '=', siret).executeTakeFirst();
  return { code: Boolean(claim?.code_hash && claim.expires_at && claim.expires_at > clock.now()), asked: claim?.words !== null && claim?.words !== undefined, address: contact ? hidden(contact.email) : null };
}

/** The address at which advisers reach a firm; null when none is noted. */
export const contactOf = async ({ db }: Pick<Deps, 'db'>, territoryId: string, siret: string): Promise<string | null> =>
  (await db.selectFrom('firm_contact').select('email').where('territory_id', '=', territoryId).where('siret', '=', siret).executeTakeFirst())?.email ?? null;

const hidden = (email: string) => email.replace(/^(.).*@(.).*(\.[^.]+)$/, '$1•••@$2•••$3');
