import { error } from '@sveltejs/kit';

/** A link that answers nothing any more: the status that programs read, and the sentence that people do. */
const REFUSED = {
  forged: [404, 'Cette adresse est incomplète. Ouvrez le lien depuis le message, ou recopiez-la en entier.'],
  expired: [410, 'Cette réponse était attendue plus tôt : le lien ne vaut plus. Votre conseiller peut la noter si vous l’appelez.'],
  'already-closed': [410, 'Une réponse a déjà été donnée pour votre entreprise, ou elle n’est plus attendue : l’autre côté ne donne pas suite. Si c’est une erreur, appelez votre conseiller.'],
  'unknown-introduction': [404, 'Cette mise en relation n’existe plus.'],
} as const;

/** Ends the request with what a link that cannot be answered says. */
export function refuseLink(reason: keyof typeof REFUSED): never {
  const [status, message] = REFUSED[reason];
  error(status, { message });
}
