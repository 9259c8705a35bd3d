import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { fileURLToPath } from 'node:url';
import { type Program, parse } from 'acorn';

type Stripping = (source: string) => string;

/**
 * The names that an ES module exports itself; null for CommonJS. What it passes on by `export *` is not among them. A
 * file that cannot be read is left to Node, which says why.
 */
export function exportsOf({ url, format }: { url: string; format?: string | null }): string[] | null {
  if (format?.startsWith('commonjs') || /\.(?:cjs|cts|json|node)$/.test(url)) return null;
  const program = parsed(url);
  const isModule = program?.body.some(({ type }) => /^(?:Import|Export).*Declaration$/.test(type)) ?? false;
  if (program === null || !(isModule || format?.startsWith('module'))) return null;
  return program.body.flatMap((statement) => {
    if (statement.type === 'ExportDefaultDeclaration') return ['default'];
    if (statement.type === 'ExportAllDeclaration')
      return statement.exported ? [nameOf(statement.exported)] : [];
    if (statement.type !== 'ExportNamedDeclaration') return [];
    const { declaration, specifiers } = statement;
    const listed = specifiers.map(({ exported }) => nameOf(exported));
    if (!declaration) return listed;
    if (declaration.type !== 'VariableDeclaration') return [...listed, declaration.id.name];
    const simple = declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
    return [...listed, ...simple];
  });
}

function parsed(url: string): Program | null {
  try {
    const source = readFileSync(fileURLToPath(url), 'utf8');
    const strip: Stripping | undefined = Reflect.get(Module, 'stripTypeScriptTypes');
    const script = /\.m?ts$/.test(url) && strip !== undefined ? strip(source) : source;
    return parse(script, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
  } catch {
    return null;
  }
}

const nameOf = (name: { type: 'Identifier'; name: string } | { type: 'Literal'; value?: unknown }): string =>
  name.type === 'Identifier' ? name.name : String(name.value);
