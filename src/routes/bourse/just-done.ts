import { plural } from '#lib/format.ts';

/** What was just done elsewhere and brought here. */
export function justDone(asked: URLSearchParams): string | null {
  const count = (name: string) => Number.parseInt(asked.get(name) ?? '', 10);
  const known = count('connues') > 0 ? ` ${plural(count('connues'), 'ligne')} déjà là : rien n’est dit deux fois.` : '';
  if (count('lues') > 0) return `${plural(count('lues'), 'fiche')} enregistrée${count('lues') > 1 ? 's' : ''}, à rapprocher à la prochaine recherche.${known}`;
  if (known) return `Aucune fiche nouvelle.${known}`;
  if (count('note') >= 0) return count('note') === 0 ? 'C’est noté. Aucune proposition pour l’instant.' : `C’est noté. ${plural(count('note'), 'proposition')}.`;
  return null;
}
