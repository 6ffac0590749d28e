const PROBLEMS: Record<string, string> = {
  down: 'ProConnect ne répond pas en ce moment. Recevez plutôt un code par courriel, ou réessayez plus tard.',
  weak: 'ProConnect n’a pas pu s’assurer assez de votre identité. Recevez plutôt un code par courriel.',
  forged: 'La réponse de ProConnect n’est pas signée comme elle devrait : par prudence, vous n’êtes pas connecté. Recevez plutôt un code par courriel.',
  refused: 'La connexion par ProConnect a été interrompue. Vous pouvez recommencer, ou recevoir un code par courriel.',
  state: 'Cette connexion a commencé dans un autre navigateur, ou il y a trop longtemps. Recommencez.',
  code: 'Le passage par ProConnect a pris trop de temps. Recommencez.',
  unreadable: 'ProConnect n’a pas dit qui vous êtes (adresse ou nom manquants). Recevez plutôt un code par courriel.',
};

/** The sentence for a problem met with ProConnect; null for none. */
export const proConnectProblem = (name: string | null): string | null => (name === null ? null : (PROBLEMS[name] ?? PROBLEMS['refused']!));

/** Our word for an error that came back from the passage. */
export function problemOf(error: string): string {
  if (/state|nonce/.test(error)) return 'state';
  if (/code/.test(error)) return 'code';
  if (/user_info|email/.test(error)) return 'unreadable';
  return 'refused';
}
