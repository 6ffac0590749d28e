/** What an establishment is called on screen: its name, with the sign over its door when that says something else. */
export function displayName({ name, sign }: { name: string | null; sign: string | null }): string {
  if (name && sign && sign.toLowerCase() !== name.toLowerCase()) return `${sign} (${name})`;
  return name ?? sign ?? 'Nom non diffusé';
}
