import { wasteCodeShown, wasteOf } from '#core/directory/index.ts';
import { type RankedUse, rankUses } from '#core/exchange/index.ts';
import { type Command, UsageError } from '../command.ts';

/** `gariotte uses`: who could take a by-product, best first. */
export const uses: Command = {
  name: 'uses',
  summary: 'Classe les activités qui pourraient prendre un sous-produit, de la plus établie à la moins établie',
  options: [
    { name: 'waste', value: '<6 chiffres>', help: 'code de la liste européenne des déchets, par exemple 030105' },
    { name: 'from', value: '<NAF>', help: 'activité qui le produit, par exemple 16.10 : le même code n’est pas la même matière chez chacun' },
    { name: 'top', value: '<N>', help: 'nombre d’activités à donner (20 si rien n’est dit)' },
  ],
  database: false,
  run: async ({ options, json, print }) => {
    const { waste: code, from, top: topText } = options as Record<string, string | undefined>;
    if (!code) throw new UsageError('il faut un code de déchet : --waste <6 chiffres>.');
    const top = topText === undefined ? undefined : Number(topText);
    if (top !== undefined && !(Number.isInteger(top) && top > 0)) throw new UsageError(`--top vaut « ${topText} » : il faut un nombre entier plus grand que zéro.`);

    const ranked = rankUses({ waste: code, from, top });
    if (!ranked.ok) throw new UsageError(ranked.reason === 'unknown-waste' ? `le code « ${code} » n’est pas dans la liste européenne des déchets.` : `l’activité « ${from} » n’est pas dans la NAF rév. 2.`);
    if (json) print(JSON.stringify(ranked.value, null, 2));
    else for (const line of asText(code, ranked.value)) print(line);
    return 0;
  },
};

function asText(code: string, ranked: RankedUse[]): string[] {
  const waste = wasteOf(code)!;
  const warning = waste.hazardous ? ['Déchet dangereux : seul un opérateur autorisé peut le prendre, avec un bordereau de suivi (Trackdéchets).'] : [];
  const lines = ranked.map((one) => `${one.score.toFixed(2).replace('.', ',')}  ${one.naf}  ${one.label}\n            ${one.use}. ${one.why}\n            Traitement : ${one.treatment}.${one.source.assumption ? ' Pratique connue, sans texte cité.' : ` Source : ${one.source.title}.`}`);
  return [`${wasteCodeShown(waste)}  ${waste.label}`, ...warning, '', ...lines];
}
