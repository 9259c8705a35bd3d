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
    if (isRefusal(node)) note(node);
    if (ts.isCallExpression(node) && readsSentence(node)) note(node);
    if (ts.isBinaryExpression(node) && comparesSentence(node)) note(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** `{ ok: false, message }`, `{ status: 'failed', message }` as values and types, or no more than `{ at, message }`. */
function isRefusal(node: ts.Node): boolean {
  const members = ts.isObjectLiteralExpression(node)
    ? node.properties
    : ts.isTypeLiteralNode(node)
      ? node.members
      : [];
  const byName = new Map(
    [...members].flatMap((one) =>
      one.name && ts.isIdentifier(one.name) ? [[one.name.text, one] as const] : [],
    ),
  );
  // With a request it says how that one ended.
  if (!byName.has('message') || byName.has('request')) return false;
  if (isMember(byName.get('ok'), 'false') || isMember(byName.get('status'), "'failed'")) return true;
  return ts.isObjectLiteralExpression(node) && byName.has('at') && byName.size === 2;
}

function isMember(member: ts.Node | undefined, text: string): boolean {
  if (member === undefined) return false;
  const value = ts.isPropertyAssignment(member)
    ? member.initializer
    : ts.isPropertySignature(member)
      ? member.type
      : undefined;
  return value?.getText() === text;
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

/** `problem.message === '…'` */
function comparesSentence({ left, operatorToken, right }: ts.BinaryExpression): boolean {
  const isComparison = ['===', '!==', '==', '!='].includes(operatorToken.getText());
  const reads = (side: ts.Expression) => ts.isPropertyAccessExpression(side) && side.name.text === 'message';
  const isText = (side: ts.Expression) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side);
  return isComparison && ((reads(left) && isText(right)) || (reads(right) && isText(left)));
}

/** A scenario's expectation may ask for a text in what the app itself threw. */
const mayRead = new Set(['server/scenarios/expectations/course.ts']);

const sourcesOf = (folder: string): string[] =>
  globSync(`${folder}/**/*.{ts,tsx}`, { cwd: inRepository() })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/\.test(-helper)?\.tsx?$|^server\/words\//.test(file) && !mayRead.has(file));

describe('a refusal', () => {
  it.each([
    ['server', 200],
    ['renderer', 200],
    ['electron', 10],
  ])(
    'of %s holds a code, and its sentence stands in the words; nothing decides by a sentence',
    (folder, least) => {
      const sources = sourcesOf(folder);
      expect(sources.length).toBeGreaterThan(least);
      const found = sources.flatMap((file) =>
        sentencesIn(file, readFileSync(inRepository(file), 'utf8')).map((place) => `${file}:${place}`),
      );
      expect(found).toEqual([]);
    },
  );

  it.each([
    "const refused = { ok: false, at: 'lab', message: 'it is gone' };",
    'return { at: place, message: "it is gone" };',
    "const failed = { status: 'failed', message: 'it is gone' };",
    'type Read = { ok: true } | { ok: false; at: number; message: string };',
    "if (problem.message.startsWith('--set')) stop();",
    "if (shown.message === 'it is gone') stop();",
    'const isOurs = /expected/.test(error.message);',
  ])('would be found out: %s', (text) => {
    expect(sentencesIn('sample.ts', text)).toHaveLength(1);
  });
});
