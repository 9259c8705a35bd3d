import { describe, expect, it } from 'vitest';
import { mostBrowsers } from '../../../server/contract/requests.ts';
import { firstDraft, freeName, readDraft } from './draft.ts';

const alice = { ...firstDraft, browser: 'alice' };

it('reads the host and the page that a request comes from, and tells which of them is wrong', () => {
  const draft = { ...alice, host: 'app.localhost', page: 'http://app.localhost:5173' };
  expect(readDraft(draft)).toMatchObject({
    spec: { host: 'app.localhost', from: { page: draft.page, by: 'fetch', credentials: 'include' } },
  });
  expect(readDraft({ ...draft, by: 'link' })).toMatchObject({
    spec: { from: { page: draft.page, by: 'link' } },
  });
  expect(readDraft({ ...draft, host: 'localhost:3000' })).toMatchObject({ ok: false, field: 'host' });
  expect(readDraft({ ...draft, page: 'localhost' })).toMatchObject({ ok: false, field: 'page' });
});

describe('the request in the form', () => {
  it('is at first five visits that overlap', () => {
    expect(readDraft(alice)).toMatchObject({ ok: true, spec: { method: 'GET', path: '/views', work: 30 } });
    expect(alice.together).toBe(5);
  });
  it('takes only the body that is chosen', () => {
    const filled = { ...alice, form: 'username=johndoe', json: '{"a":1}' };
    expect(readDraft(filled)).not.toHaveProperty('spec.form');
    const post = { ...filled, method: 'POST' } as const;
    expect(readDraft({ ...post, bodyKind: 'form' })).toMatchObject({
      spec: { form: { username: 'johndoe' } },
    });
    expect(readDraft({ ...post, bodyKind: 'json' })).toMatchObject({ spec: { json: { a: 1 } } });
  });
  it.each(['GET', 'HEAD'] as const)(
    'sends no body with %s, whatever was typed for another method',
    (method) => {
      const left = { ...alice, method, bodyKind: 'form', form: 'username=johndoe' } as const;
      expect(readDraft(left)).toMatchObject({ ok: true });
      expect(readDraft(left)).not.toHaveProperty('spec.form');
      expect(readDraft({ ...left, bodyKind: 'json', json: '{' })).toMatchObject({ ok: true });
    },
  );
  it('goes through a proxy, and to whom it says', () => {
    expect(readDraft(alice)).not.toHaveProperty('spec.proxy');
    expect(readDraft({ ...alice, proxied: true, to: '2' })).toMatchObject({
      spec: { proxy: 'https', instance: 2 },
    });
    expect(readDraft({ ...alice, to: 'second' })).toMatchObject({ spec: { app: 'second' } });
    expect(readDraft({ ...alice, to: 'shop' })).toMatchObject({ spec: { app: 'shop' } });
    expect(readDraft({ ...alice, to: 'shop' })).not.toHaveProperty('spec.instance');
  });
  it('sends a hand-edited cookie as it is typed', () => {
    expect(readDraft({ ...alice, cookies: 'edited', edited: 'connect.sid=x' })).toMatchObject({
      spec: { cookies: { edited: 'connect.sid=x' } },
    });
  });
  it.each([
    [{ path: 'views' }, 'path'],
    [{ headers: 'oops' }, 'headers'],
    [{ method: 'POST', bodyKind: 'json', json: '{' }, 'json'],
    [{ browser: '' }, 'browser'],
  ] as const)('with %j is refused at its field %s', (change, field) => {
    expect(readDraft({ ...alice, ...change })).toMatchObject({ ok: false, field });
  });
});

describe('a name for another browser', () => {
  it('is the next that is not taken', () => {
    expect(freeName(['alice', 'carol'])).toBe('bob');
  });
  it('is a number when the names are used up', () => {
    const taken: string[] = [];
    for (let count = 0; count < mostBrowsers + 2; count += 1) taken.push(freeName(taken));
    expect(new Set(taken).size).toBe(mostBrowsers + 2);
    expect(taken.slice(mostBrowsers - 1)).toEqual(['zoe', 'browser 25', 'browser 26']);
    expect(freeName(taken.filter((name) => name !== 'browser 25'))).toBe('browser 25');
  });
});
