import type { Actor, Person } from './model.ts';
import { may, type On, RIGHTS, type Action } from './rights.ts';

const OWN: On = { siret: '00000000100013', bodyId: 'body-own', personId: 'person-own' };
const OTHER: On = { siret: '00000000200012', bodyId: 'body-other', personId: 'person-other' };
const person = (given: Partial<Person>): Person => ({ kind: 'person', id: 'person-own', name: 'Exemple', email: 'x@exemple.invalid', demonstration: true, firms: [], bodies: [], administrator: false, ...given });

/** One actor of each role, alike for the printed table and for its test. */
export const ROLES: { role: string; actor: Actor }[] = [
  { role: 'visitor', actor: { kind: 'visitor' } },
  { role: 'signed in', actor: person({}) },
  { role: 'member of a firm', actor: person({ firms: ['00000000100013'] }) },
  { role: 'adviser', actor: person({ bodies: [{ id: 'body-own', role: 'adviser' }] }) },
  { role: 'manager', actor: person({ bodies: [{ id: 'body-own', role: 'manager' }] }) },
  { role: 'administrator', actor: person({ administrator: true }) },
];

const cell = (actor: Actor, action: Action) => {
  const [own, other] = [may(actor, action, OWN).ok, may(actor, action, OTHER).ok];
  return own && other ? 'yes' : own ? 'own' : other ? 'others’' : '–';
};

/** The table of rights as Markdown, for docs/rights.md. */
export function printRights(): string {
  const actions = Object.keys(RIGHTS) as Action[];
  const rows = actions.map((action) => `| \`${action}\` | ${RIGHTS[action].does} | ${ROLES.map(({ actor }) => cell(actor, action)).join(' | ')} |`);
  return [
    '# Who may do what',
    'Printed from `src/core/identity/rights.ts` by `npm run -s gariotte -- rights > docs/rights.md`; a test fails when this page is older than the code.',
    'own: on one’s own firm, body or account only. An actor may hold several roles; each adds. Which address of the product asks for which right: `src/routes/rights-of-routes.ts`.',
    '',
    `| right | what | ${ROLES.map(({ role }) => role).join(' | ')} |`,
    `|---|---|${ROLES.map(() => '---|').join('')}`,
    ...rows,
    '',
  ].join('\n');
}
