import type express from 'express';
import session, { type SessionOptions } from 'express-session';
import { describe, expect, it } from 'vitest';
import { told, watchOne } from './one-handler.test-helper.ts';

describe('an exception inside res.end', () => {
  const circular: express.RequestHandler = (req, res) => {
    const user: Record<string, unknown> = { name: 'johndoe' };
    user['self'] = user;
    Object.assign(req.session, { user });
    res.json({ ok: true });
  };
  /** The request is not answered: it is given up once its verdict is in. */
  const unanswered = async (handler: express.RequestHandler, options: Partial<SessionOptions> = {}) => {
    const { visit, events, stored } = watchOne(handler, options);
    await visit('/');
    const before = stored();
    const begin = events.length;
    let isAnswered = false;
    void visit('/mine').then(() => {
      isAnswered = true;
    });
    await expect.poll(() => told(events.slice(begin)).rules.length, { timeout: 60_000 }).toBeGreaterThan(1);
    await new Promise((done) => setTimeout(done, 50));
    expect(isAnswered).toBe(false);
    return { ...told(events.slice(begin)), events: events.slice(begin), before, after: stored() };
  };

  it('because the session is a circle: nothing is saved, and nothing is told of what is still there', async () => {
    const { rules, words, events, before, after } = await unanswered(circular);
    expect(rules).toEqual(['session-found', 'nothing-unserializable']);
    expect(words).toMatch(/cannot be written as JSON \(Converting circular structure to JSON\)/);
    expect(after).toEqual(before);
    const changed = events.filter((event) => event.type === 'changed');
    expect(changed).toMatchObject([{ changes: [], unwritable: 'Converting circular structure to JSON' }]);
  });

  it('because a BigInt is in it', async () => {
    const { rules, words } = await unanswered((req, res) => {
      Object.assign(req.session, { balance: 10n });
      res.send('x');
    });
    expect(rules).toEqual(['session-found', 'nothing-unserializable']);
    expect(words).toContain('BigInt');
  });

  it.each([
    ['a plain object', { userId: 42 }],
    ['true', true],
  ])('because req.session became %s', async (_name, put) => {
    const { rules, words, after, before } = await unanswered((req, res) => {
      Reflect.set(req, 'session', put);
      res.json({ ok: true });
    });
    expect(rules).toEqual(['session-found', 'nothing-not-a-session']);
    expect(words).toContain('has no touch');
    expect(after).toEqual(before);
  });

  it('while the headers are written, as req.session is no session: that is told of the cookie', async () => {
    const { rules, words } = await unanswered((req, res) => {
      Reflect.set(req, 'session', { userId: 42 });
      res.flushHeaders();
    });
    expect(rules).toContain('cookie-threw');
    expect(words).toMatch(/touch is not a function|reading 'expires'/);
  });

  it('because the store throws', async () => {
    const store = new session.MemoryStore();
    const set = store.set.bind(store);
    let calls = 0;
    store.set = (...args) => {
      calls += 1;
      if (calls > 1) throw new Error('no connection');
      set(...args);
    };
    const { rules, words, events } = await unanswered(
      (req, res) => {
        Object.assign(req.session, { a: 1 });
        res.send('x');
      },
      { store },
    );
    expect(rules).toEqual(['session-found', 'save-modified', 'end-threw']);
    expect(words).toContain('no connection');
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'store-answered', error: 'no connection' }),
    );
  });

  it('is not told where the circle is cut before the end', async () => {
    const { visit } = watchOne((req, res) => {
      const user: Record<string, unknown> = { name: 'johndoe' };
      user['self'] = user;
      Object.assign(req.session, { user });
      delete user['self'];
      res.send('ended');
    });
    const { rules, answer } = await visit('/mine');
    expect(answer.payload).toBe('ended');
    expect(rules).toContain('save-new-modified');
  });
});
