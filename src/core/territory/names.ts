/** A place's name as it is searched: « Saint-Céré », « ST CERE » and « saint céré » are one. */
export const searchName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/\bst\b/g, 'saint')
    .replace(/\bste\b/g, 'sainte');

/** « le Lot » as said after « de »: « du Lot », « des Landes », « de l’Aveyron », « de la Creuse », « de Figeac ». */
export function ofPlace(withArticle: string): string {
  if (withArticle.startsWith('le ')) return `du ${withArticle.slice(3)}`;
  if (withArticle.startsWith('les ')) return `des ${withArticle.slice(4)}`;
  return /^[aeiouyhéèêâîôœ]/i.test(withArticle) && !/^(la|l’) ?/.test(withArticle) ? `d’${withArticle}` : `de ${withArticle}`;
}

/** A commune as said after « de »: « Le Vigan » → « du Vigan », « Les Arques » → « des Arques », « Espère » → « d’Espère »; the article inside a name is small there. */
export const ofCommune = (name: string): string => ofPlace(name.replace(/^(Le |La |Les |L’|L')/, (article) => article.toLowerCase()));

/** True when two words differ by at most one letter added, lost, changed, or two neighbours swapped. */
export function withinOneTypo(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1];
  const [restA, restB] = [a.slice(start, endA), b.slice(start, endB)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
