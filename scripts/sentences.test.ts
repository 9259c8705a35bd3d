import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { inRepository } from './root.ts';

/** Places at which a sentence is made into a refusal, or read, as `line: text`. */
function sentencesIn(fileName: string, text: string): string[] {
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const note = (node: ts.Node) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${line + 1}: ${node.getText().replace(/\s+/g, ' ').slice(0, 80)}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node) && isRefusal(node)) note(node);
    if (ts.isCallExpression(node) && readsSentence(node)) note(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** `{ ok: false, message }` with whatever else, or no more than `{ at, message }`. */
function isRefusal({ properties }: ts.ObjectLiteralExpression): boolean {
  const byName = new Map(
    properties.flatMap((one) =>
      one.name && ts.isIdentifier(one.name) ? [[one.name.text, one] as const] : [],
    ),
  );
  // With a request it says how that one ended.
  if (!byName.has('message') || byName.has('request')) return false;
  const ok = byName.get('ok');
  const isRefused =
    ok !== undefined && ts.isPropertyAssignment(ok) && ok.initializer.kind === ts.SyntaxKind.FalseKeyword;
  return isRefused || (byName.has('at') && byName.size === 2);
}

const readers = new Set([
  'startsWith',
  'endsWith',
  'includes',
  'match',
  'search',
  'split',
  'replace',
  'test',
  'exec',
]);

/** `problem.message.startsWith(…)`, `/…/.test(error.message)`, and the like. */
function readsSentence({ expression, arguments: given }: ts.CallExpression): boolean {
  if (!ts.isPropertyAccessExpression(expression) || !readers.has(expression.name.text)) return false;
  const looked = ['test', 'exec'].includes(expression.name.text) ? given[0] : expression.expression;
  return looked !== undefined && ts.isPropertyAccessExpression(looked) && looked.name.text === 'message';
}

/** A scenario's expectation may ask for a text in what the app itself threw. */
const mayRead = new Set(['server/scenarios/expectations/course.ts']);

const sources = globSync('server/**/*.ts', { cwd: inRepository() })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !/\.test(-helper)?\.tsx?$|^server\/words\//.test(file));

describe('a refusal of the server', () => {
  it('holds a code, and its sentence stands in the words; nothing decides by a sentence', () => {
    expect(sources.length).toBeGreaterThan(200);
    const found = sources
      .filter((file) => !mayRead.has(file))
      .flatMap((file) =>
        sentencesIn(file, readFileSync(inRepository(file), 'utf8')).map((place) => `${file}:${place}`),
      );
    expect(found).toEqual([]);
  });

  it.each([
    "const refused = { ok: false, at: 'lab', message: 'it is gone' };",
    'return { at: place, message: "it is gone" };',
    "if (problem.message.startsWith('--set')) stop();",
    'const isOurs = /expected/.test(error.message);',
  ])('would be found out: %s', (text) => {
    expect(sentencesIn('sample.ts', text)).toHaveLength(1);
  });
});
