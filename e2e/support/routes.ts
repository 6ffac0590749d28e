import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const ROUTES = join(import.meta.dirname, '../../src/routes');

/** Names of what a module exports, and of the properties of its `actions`. */
function exportsOf(file: string): { names: string[]; actions: string[] } {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const names: string[] = [];
  let actions: string[] = [];
  for (const statement of source.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.modifiers?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword) && statement.name) names.push(statement.name.text);
    if (!ts.isVariableStatement(statement) || !statement.modifiers?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      names.push(name.getText());
      if (name.getText() !== 'actions') continue;
      const object = initializer && (ts.isSatisfiesExpression(initializer) ? initializer.expression : initializer);
      if (!object || !ts.isObjectLiteralExpression(object)) throw new Error(`${file}: its actions cannot be read from its text.`);
      actions = object.properties.map((property) => (ts.isStringLiteral(property.name!) ? property.name.text : property.name!.getText()));
    }
  }
  return { names, actions };
}

/** Everything that a browser may ask of the product, from the files on disk: `GET /compte`, `POST /compte?/close`, `POST /poste` for an only action. */
export function routesOnDisk(): string[] {
  const routes: string[] = [];
  for (const file of globSync('**/+{page.svelte,page.server.ts,server.ts}', { cwd: ROUTES }).sort()) {
    const folder = dirname(file);
    const path = folder === '.' ? '/' : `/${folder}`;
    if (file.endsWith('+page.svelte')) routes.push(`GET ${path}`);
    else {
      const { names, actions } = exportsOf(join(ROUTES, file));
      if (file.endsWith('+server.ts')) routes.push(...names.filter((name) => /^(GET|POST|PUT|PATCH|DELETE)$/.test(name)).map((method) => `${method} ${path}`));
      else routes.push(...actions.map((action) => `POST ${path}${action === 'default' ? '' : `?/${action}`}`));
    }
  }
  return [...new Set(routes)].toSorted();
}
