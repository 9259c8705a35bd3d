import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lineOf } from '../../words/problems.ts';
import { labConfigSchema } from '../options/lab-config.ts';
import { storeKinds } from '../stores/store-kinds.ts';
import { nearest } from './nearest.ts';
import { problemsOf } from './problems.ts';

const linesOf = (schema: z.ZodType, value: unknown): string[] => {
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : problemsOf(parsed.error, schema, value).map(lineOf);
};

describe('what is wrong with something given from outside', () => {
  it('names an unknown key and the nearest known one, wherever it stands', () => {
    expect(linesOf(labConfigSchema, { options: { resaev: true, cookie: { maxage: 1 } } })).toEqual([
      'options.cookie: unknown key "maxage" (did you mean "maxAge"?)',
      'options: unknown key "resaev" (did you mean "resave"?)',
    ]);
  });

  it('says where an option belongs that express-session would ignore', () => {
    const options = {
      maxAge: 1,
      maxage: 1,
      credentials: true,
      store: {},
      cookie: { proxy: true, rezave: 1 },
    };
    expect(linesOf(labConfigSchema, { options })).toEqual([
      'options.cookie: unknown key "proxy": express-session ignores it here; it belongs beside cookie, into the session’s options',
      'options.cookie: unknown key "rezave" (did you mean "resave"?)',
      'options: unknown key "maxAge": express-session ignores it here; it belongs into cookie',
      'options: unknown key "maxage" (did you mean "cookie.maxAge"?)',
      'options: unknown key "credentials": express-session ignores it here; it belongs to the page’s fetch, or to cors',
      'options: unknown key "store": the store is no option here: it stands beside "options", as "store": { "kind": "memory" }',
    ]);
  });

  it('says what was expected and what was found', () => {
    expect(linesOf(labConfigSchema, { options: { resave: 'yes' } })).toEqual([
      'options.resave: expected boolean, found string; to express-session "yes" counts as true: write true',
    ]);
    expect(linesOf(labConfigSchema, { store: {} })).toEqual([
      `store.kind: expected one of ${Object.keys(storeKinds)
        .map((kind) => JSON.stringify(kind))
        .join(', ')}`,
    ]);
  });

  it('joins the ways in which a value could have been right', () => {
    expect(linesOf(z.union([z.string(), z.array(z.string())]), 5)).toEqual(['expected string or array']);
    expect(linesOf(z.union([z.string(), z.array(z.string())]), ['a', 5])).toEqual([
      '[1]: expected string, found number',
    ]);
    expect(linesOf(labConfigSchema, { options: { cookie: { secure: 'maybe' } } })).toEqual([
      'options.cookie.secure: expected true, false or "auto"; to express-session "maybe" counts as true: write true',
    ]);
  });

  it('says that something is missing', () => {
    expect(linesOf(z.strictObject({ name: z.string() }), {})).toEqual(['name: missing: expected string']);
    expect(linesOf(z.strictObject({ 'odd key': z.string() }), {})).toEqual([
      '["odd key"]: missing: expected string',
    ]);
  });
});

describe('the nearest known word', () => {
  it('is found across case and small slips, and only when it is near', () => {
    expect(nearest('Resave', ['resave', 'rolling'])).toBe('resave');
    expect(nearest('saveUninitialised', ['resave', 'saveUninitialized'])).toBe('saveUninitialized');
    expect(nearest('banana', ['resave', 'rolling'])).toBeNull();
    expect(nearest('x', ['id'])).toBeNull();
  });
});
