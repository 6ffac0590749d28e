import type { PromiseEventShown } from '#core/followup/index.ts';

const NBSP = '\u00a0';
const BY: Record<string, string> = { phone: 'au téléphone', mail: 'par courriel', video: 'en visio', visit: 'sur place' };

/** What an event says to who asked; null when it is the advisers' own business: what they note among themselves never leaves. */
function told({ kind, mark, byName, toName, words, channel }: PromiseEventShown): string | null {
  const who = byName ?? 'Quelqu’un';
  const because = words ? `${NBSP}: ${words}` : '';
  if (mark === 'accepted') return `${toName ?? who} prend votre demande`;
  if (mark === 'called') return `${who} vous a parlé${channel && BY[channel] ? ` ${BY[channel]}` : ''}`;
  if (mark === 'rang') return `${who} a essayé de vous joindre`;
  if (mark === 'appointment') return words;
  switch (kind) {
    case 'opened': return 'Demande envoyée';
    case 'noted': return byName === null && words ? `Vous${NBSP}: «${NBSP}${words}${NBSP}»` : null;
    case 'nudged': return 'Vous avez relancé';
    case 'answered': return `Vous avez répondu${because}`;
    case 'handed-over': return `Confiée à ${toName ?? 'quelqu’un d’autre'}${mark === 'passed-on' ? because : ''}`;
    case 'asked': return 'Nous vous avons demandé où vous en êtes';
    case 'closed': return `Close par ${byName ?? 'vous'}${because}`;
    case 'given-up': return `Abandonnée${because}`;
    case 'reopened': return 'Rouverte';
    default: return null;
  }
}

/**
 * What happened to a request, in the words of who asked: who took it, called, fixed a day, passed it on and why, closed it with what.
 * What was done and taken back at once is not told.
 */
export function askerHistory(events: PromiseEventShown[]): { at: Date; text: string }[] {
  const undone = new Set(events.flatMap((event, i) => (event.kind === 'undone' && i > 0 ? [events[i - 1]!.id] : [])));
  return events.flatMap((event) => {
    const text = undone.has(event.id) ? null : told(event);
    return text === null ? [] : [{ at: event.at, text }];
  });
}
