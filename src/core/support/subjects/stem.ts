import { fold, singular } from '#core/directory/index.ts';

// Words of every request, whatever it is about.
const SAID_ANYWAY = new Set(
  `a ai aime aimerai aimerais alors apres as au aucun aucune aussi autre autres aux avec avoir avant bien bonjour c ca car ce cela celui ces cest cet cette chez ci combien comme comment d dans de depuis des deux dit dois doit donc dont du elle elles en encore
  entre est et etc etre eu eux fait faire fais faut font il ils j jai je jusqu l la le les leur leurs lui m ma mais me merci mes moi mon n ne ni non nos notre nous on ont or ou par parce pas peu peut peux plus plusieurs pour pouvoir pourrait pourrais pourquoi puis
  prendre prochain prochaine qu quand que quel quelle quelles quels qui quoi s sa sais sans savoir se ses si son sont suis sur t ta te tout tous toute tres trop tu un une va vais vers veut veux viens voir voudrais voudrait vos votre vous y
  pres chez besoin cherche cherchons chercher chose mettre merci aller avons dire nouveau nouvelle`.split(/\s+/),
);

// Longest first: a verb, its noun and its participle meet in what is left.
const ENDINGS = ['issements', 'issement', 'ements', 'ement', 'ations', 'ation', 'ateur', 'euses', 'euse', 'aient', 'erais', 'eurs', 'eur', 'eait', 'ions', 'erai', 'ages', 'age', 'ants', 'ant', 'ees', 'ait', 'ais', 'ent', 'ons', 'era', 'er', 'ez', 'ee', 'ir', 're', 'es', 'is', 'e', 'i'];
const SHORTEST = 4;

/** What is left of a folded singular word without the endings that conjugate or derive it: `embaucher`, `embauche` and `embauché` give `embauch`. */
function stem(word: string): string {
  const ending = ENDINGS.find((end) => word.endsWith(end) && word.length - end.length >= SHORTEST);
  return ending ? word.slice(0, -ending.length) : word;
}

/** A sentence's words that say what it is about: as typed (folded, singular) and as stems with the words behind each, in order. */
export function stemsOf(text: string): { stems: string[]; words: Set<string>; wordsOf: Map<string, string[]> } {
  const words = fold(text).split(' ').filter((word) => word !== '' && !/^\d+$/.test(word) && !SAID_ANYWAY.has(word)).map(singular);
  const wordsOf = new Map<string, string[]>();
  for (const word of words) wordsOf.set(stem(word), [...(wordsOf.get(stem(word)) ?? []), word]);
  return { stems: [...wordsOf.keys()], words: new Set(words), wordsOf };
}
