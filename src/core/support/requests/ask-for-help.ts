import { sql } from 'kysely';
import { z } from 'zod';
import { establishmentBySiret, sizeClass } from '#core/directory/index.ts';
import { openPromise } from '#core/followup/index.ts';
import { dateOf, type Deps, done, type Done, inTransaction, queueMail, refused, type Refused } from '#core/kernel/index.ts';
import { communeOf } from '#core/territory/index.ts';
import { date } from '#lib/format.ts';
import { advisersToRoute } from '../coverage/advisers-to-route.ts';
import { routeRequests } from '../routing/route-requests.ts';
import { isSubject, subjectLabel } from '../subjects/index.ts';
import { firstWordBy, REACH, type RoutingKept, TIMES } from './model.ts';
import { requestPath } from './request-link.ts';
import { tellAdviser } from './tell-adviser.ts';

export const AskForHelp = z
  .object({
    territoryId: z.string(),
    /** Drawn with the form: the same form sent twice is one request. */
    id: z.uuid(),
    words: z.string().trim().min(3).max(3_000),
    subject: z.string().refine(isSubject),
    communeCode: z.string(),
    siret: z.string().regex(/^\d{14}$/).nullish(),
    firmName: z.string().trim().max(200).nullish(),
    /** True when there is no firm yet. */
    starting: z.boolean(),
    personName: z.string().trim().min(1).max(120),
    phone: z.string().trim().max(30).nullish(),
    email: z.email().max(200).nullish(),
    reach: z.enum(REACH),
    times: z.array(z.enum(TIMES)).max(4),
    demonstration: z.boolean().default(false),
  })
  .refine((one) => Boolean(one.phone || one.email), { path: ['phone'] });
export type AskForHelp = z.input<typeof AskForHelp>;

const A_DAY_MS = 86_400_000;
/** Nobody asks more than so often in a day: beyond, it is a machine. */
const MOST_A_DAY = 10;

/** Takes a request for help in: gives it to the people whose coverage fits, opens its promise, tells both sides. Answers the asker's own address of it. */
export const askForHelp =
  (deps: Deps) =>
  async (given: AskForHelp): Promise<Done<{ id: string; path: string; covered: boolean }> | Refused<'unknown-commune' | 'too-many' | 'already-sent'>> => {
    const input = AskForHelp.parse(given);
    const { territoryId, id } = input;
    const commune = await communeOf(deps.db, input.communeCode);
    if (!commune) return refused('unknown-commune');
    const contact = { phone: input.phone || null, email: input.email?.toLowerCase() || null };
    return inTransaction(deps.db, async (db) => {
      const there = await db.selectFrom('request').select(['phone', 'email', 'routing']).where('territory_id', '=', territoryId).where('id', '=', id).executeTakeFirst();
      if (there) return there.phone === contact.phone && there.email === contact.email ? done({ id, path: requestPath(deps, territoryId, id), covered: (there.routing as unknown as RoutingKept).advisers.length > 0 }) : refused('already-sent');
      if (!input.demonstration && (await asksSince(db, territoryId, contact, new Date(deps.clock.now().getTime() - A_DAY_MS))) >= MOST_A_DAY) return refused('too-many');
      const firm = input.siret ? await establishmentBySiret(db, input.siret) : null;
      const size = sizeClass(firm?.sizeBand ?? null);
      const advisers = await advisersToRoute({ db, clock: deps.clock }, territoryId);
      const { routed, uncovered } = routeRequests([{ id, subject: input.subject, commune: input.communeCode, activity: firm?.activityCode ?? null, size, starting: input.starting }], advisers);
      const chosen = routed[0]?.advisers ?? [];
      const named = (personId: string, bodyId: string) => advisers.find((one) => one.personId === personId && one.bodyId === bodyId)!;
      const routing: RoutingKept = { advisers: chosen.map((one) => ({ ...one, name: named(one.personId, one.bodyId).name, bodyName: named(one.personId, one.bodyId).bodyName })), nearest: uncovered[0]?.nearest ?? [] };
      const firmName = input.firmName || firm?.sign || firm?.name || null;
      const askedOn = dateOf(deps.clock.now());
      const promise = await openPromise({ ...deps, db })({
        territoryId, kind: 'request', what: whatOf(input.subject, input.words), subject: { kind: 'request', id }, siret: firm?.siret ?? null,
        about: { name: firmName ? `${input.personName}, ${firmName}` : input.personName, ...contact },
        ownerId: chosen[0]?.personId ?? null, deputyId: chosen[1]?.personId ?? null, bodyId: chosen[0]?.bodyId ?? null, dueOn: firstWordBy(askedOn), demonstration: input.demonstration,
      });
      await db
        .insertInto('request')
        .values({
          territory_id: territoryId, id, asked_at: deps.clock.now(), words: input.words, subject: input.subject, commune_code: input.communeCode, siret: input.siret ?? null, firm_name: firmName, starting: input.starting,
          activity_code: firm?.activityCode ?? null, size_class: size, person_name: input.personName, ...contact, reach: input.reach, times: input.times, routing: JSON.stringify(routing), promise_id: promise.value.id, demonstration: input.demonstration,
        })
        .execute();
      const path = requestPath(deps, territoryId, id);
      if (!input.demonstration) {
        if (contact.email) await tellAsker({ ...deps, db }, territoryId, id, input, routing, firstWordBy(askedOn), path);
        if (chosen[0]) await tellAdviser({ ...deps, db }, { territoryId, requestId: id, personId: chosen[0].personId, subject: `Nouvelle demande : ${subjectLabel(input.subject)}, ${commune.name}`, lines: [`${input.personName} : « ${input.words} »`, `Premier mot promis avant le ${date(firstWordBy(askedOn))}.`], once: `request ${id} given ${chosen[0].personId}` });
      }
      return done({ id, path, covered: chosen.length > 0 });
    });
  };

const LONGEST_WHAT = 140;
const whatOf = (subject: string, words: string) => `${subjectLabel(subject)} : ${words.length > LONGEST_WHAT ? `${words.slice(0, LONGEST_WHAT).replace(/\s+\S*$/, '')}…` : words}`.replace(/\s+/g, ' ');

/** The nine digits that tell a telephone, however it was typed: « 05.65 », « +33 5 65 ». */
const NINE_DIGITS = 9;
const digitsOf = (phone: string) => phone.replace(/\D/g, '').slice(-NINE_DIGITS);

async function asksSince(db: Deps['db'], territoryId: string, { phone, email }: { phone: string | null; email: string | null }, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('request')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('territory_id', '=', territoryId).where('asked_at', '>', since)
    .where((e) => e.or([...(phone ? [e(sql<string>`right(regexp_replace(phone, '\\D', '', 'g'), ${sql.lit(NINE_DIGITS)})`, '=', digitsOf(phone))] : []), ...(email ? [e('email', '=', email)] : [])]))
    .executeTakeFirstOrThrow();
  return Number(count);
}

const tellAsker = (deps: Deps, territoryId: string, id: string, input: z.infer<typeof AskForHelp>, routing: RoutingKept, by: string, path: string) =>
  queueMail(deps, {
    territoryId, to: input.email!, toName: input.personName, kind: 'request-received', subject: 'Votre demande est bien arrivée',
    lines: [
      `« ${input.words} »`,
      routing.advisers[0] ? `${routing.advisers[0].name} (${routing.advisers[0].bodyName}) vous donnera un premier mot avant le ${date(by)}.` : 'Personne ne suit encore ce sujet à cet endroit. Votre demande est montrée aux responsables du territoire, qui cherchent qui peut vous répondre.',
      'Ce lien vous montre où elle en est. Vous pouvez y ajouter un mot, relancer ou annuler.',
    ],
    actions: [{ label: 'Voir où en est ma demande', path }], why: 'Vous recevez ce message parce que vous avez demandé de l’aide.', once: `request ${id} received`,
  });
