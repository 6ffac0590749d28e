// How often the subject of a sentence is found, on sentences that never served to write the words. `node bench/subjects.ts`
import { readFileSync } from 'node:fs';
import { suggestSubjects } from '#core/support/index.ts';

const { sentences } = JSON.parse(readFileSync('src/core/support/subjects/testing/held-out.json', 'utf8')) as { sentences: [string, string[]][] };
const foundIn = (first: number) => sentences.filter(([text, right]) => suggestSubjects(text, first).some(({ id }) => right.includes(id))).length;
suggestSubjects('échauffement');
const start = performance.now();
const [one, two, three] = [foundIn(1), foundIn(2), foundIn(3)];
console.log(JSON.stringify({ sentences: sentences.length, inTheFirst: one, inTwo: two, inThree: three, shareInTwo: Number((two / sentences.length).toFixed(3)), millisecondsEach: Number(((performance.now() - start) / sentences.length / 3).toFixed(2)) }));
