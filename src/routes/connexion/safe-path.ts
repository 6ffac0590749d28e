/** Where to go after signing in: a page of this product, never elsewhere. */
export function safePath(asked: string | null | undefined): string {
  if (!asked || !/^\/(?![/\\])[^\\]*$/.test(asked) || !URL.canParse(asked, 'http://here.invalid')) return '/';
  const url = new URL(asked, 'http://here.invalid');
  return url.origin === 'http://here.invalid' && !url.pathname.startsWith('/connexion') ? url.pathname + url.search : '/';
}
