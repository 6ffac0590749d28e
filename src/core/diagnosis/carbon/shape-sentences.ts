import type { z } from 'zod';
import { figure, typed } from './problem.ts';

type Issue = z.core.$ZodIssue;

const KINDS: Record<string, string> = { number: 'un nombre', int: 'un nombre entier', string: 'un texte', object: 'un objet', array: 'une liste', boolean: 'true ou false' };

const at = (root: unknown, path: readonly PropertyKey[]): unknown => path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], root);

/** The field that an issue is about, as it is written in the file: « quantity », « factor.parts.0.total ». */
export const fieldOf = (issue: Issue): string | null => (issue.path.length > 0 ? issue.path.map(String).join('.') : null);

/** One sentence on what does not fit the shape of the file, with what was typed. */
export function shapeSentence(issue: Issue, root: unknown): string {
  const name = fieldOf(issue);
  const value = at(root, issue.path);
  if (issue.code === 'invalid_union') {
    const inner = value !== null && typeof value === 'object' ? issue.errors.find((errors) => errors.some((one) => one.path.length > 0 || one.code === 'unrecognized_keys'))?.[0] : undefined;
    if (inner) return shapeSentence({ ...inner, path: [...issue.path, ...inner.path] }, root);
    return `« ${name} » vaut « ${typed(value)} » : il faut un numéro de la Base Carbone ou un facteur donné en entier.`;
  }
  if (issue.code === 'unrecognized_keys') return `${issue.keys.map((key) => `« ${key} »`).join(', ')} : ce champ n’existe pas${name ? ` dans « ${name} »` : ''}.`;
  if (name === null) return 'Ce n’est pas une ligne : il faut un objet { … }.';
  if (value === undefined) return `« ${name} » manque.`;
  const wrong = `« ${name} » vaut « ${typed(value)} »`;
  if (issue.code === 'invalid_type') return `${wrong} : il faut ${KINDS[issue.expected] ?? issue.expected}${issue.expected === 'number' && typeof value === 'string' ? ', sans guillemets et avec un point' : ''}.`;
  if (issue.code === 'invalid_value') return `${wrong} : ce n’est pas dans la liste (${issue.values.slice(0, 6).join(', ')}${issue.values.length > 6 ? '…' : ''}).`;
  if (issue.code === 'too_small') return `${wrong} : il faut ${issue.inclusive === false ? 'plus de' : 'au moins'} ${figure(Number(issue.minimum))}${issue.origin === 'string' ? ' caractère' : ''}.`;
  if (issue.code === 'too_big') return `${wrong} : il faut au plus ${figure(Number(issue.maximum))}${issue.origin === 'string' ? ' caractères' : ''}.`;
  if (issue.code === 'invalid_format') return `${wrong} : il faut un numéro de la Base Carbone${issue.path.length === 1 ? ' ou un facteur donné en entier' : ''}.`;
  return `${wrong} : la forme n’est pas celle attendue.`;
}
