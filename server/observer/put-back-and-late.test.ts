import type express from 'express';
import { describe, expect, it } from 'vitest';
import { verdictRules } from '../contract/verdicts/verdict.ts';
import { told, watchOne } from './one-handler.test-helper.ts';

describe('a session object that is put back after regenerate', () => {
  const putBack =
    (change: boolean): express.RequestHandler =>
    (req, res, next) => {
      const kept = req.session;
      if (change) Object.assign(kept, { userId: 42 });
      kept.regenerate((error) => {
        if (error) return next(error);
        Reflect.set(req, 'session', kept);
        res.json({ cookie: req.sessionID, saved: kept.id });
      });
    };

  it('is saved under its own ID, to which the cookie does not lead', async () => {
    const { visit, stored } = watchOne(putBack(true));
    await visit('/');
    const { answer, rules, words } = await visit('/mine');
    const ids = answer.json();
    expect(ids.cookie).not.toBe(ids.saved);
    expect(Object.keys(stored())).toEqual([ids.saved]);
    expect(String(answer.headers['set-cookie'])).toContain(encodeURIComponent(ids.cookie));
    expect(rules).toEqual(['session-found', 'save-under-other-id', 'cookie-for-other-id']);
    expect(words).not.toMatch(/is new/);
    expect((await visit('/')).rules[0]).toBe('unknown-sid');
  });

  it('that nothing was put into is neither saved nor touched, and no cookie is sent', async () => {
    const { visit, stored } = watchOne(putBack(false));
    await visit('/');
    const { answer, rules, words } = await visit('/mine');
    expect(stored()).toEqual({});
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(rules).toEqual(['session-found', 'nothing-other-id', 'no-cookie-for-other-id']);
    expect(words).not.toMatch(/is new/);
  });

  it('has its expiry moved under req.sessionID, where that is the one that the cookie gave', async () => {
    const { visit, events } = watchOne((req, res) => {
      const { sessionID } = req;
      req.session.regenerate(() => {
        // The new session, under the ID of the old one.
        req.sessionID = sessionID;
        res.send('x');
      });
    });
    await visit('/');
    const { rules } = await visit('/mine');
    expect(rules).toEqual(['session-found', 'save-under-other-id', 'no-cookie-for-other-id']);
    const set = events.filter((event) => event.type === 'store-called').at(-1);
    expect(set).toMatchObject({ operation: 'set' });
  });

  it('that was saved by hand has the expiry of another moved, where the cookie gave that ID and nothing changed', async () => {
    const { visit, events } = watchOne((req, res) => {
      const { sessionID } = req;
      const [, signed = ''] = /=s%3A([^.]*)/.exec(req.headers.cookie ?? '') ?? [];
      if (req.session.cookie && Reflect.get(req.session, 'n') === undefined && signed !== sessionID) {
        req.session.save(() => {
          req.sessionID = signed;
          res.send('x');
        });
      } else req.sessionStore.destroy(sessionID, () => res.send('gone'));
    });
    await visit('/');
    await visit('/mine');
    const { rules } = await visit('/mine');
    expect(rules).toEqual(['unknown-sid', 'touch-under-other-id', 'no-cookie-for-other-id']);
    const touch = events.filter((event) => event.type === 'store-called').at(-1);
    expect(touch).toMatchObject({ operation: 'touch' });
  });

  it('is none where the new session stays: then the usual rules speak', async () => {
    const { visit } = watchOne((req, res) => void req.session.regenerate(() => res.send('x')));
    await visit('/');
    expect((await visit('/mine')).rules).toEqual([
      'session-found',
      'save-regenerated',
      'cookie-for-regenerated',
    ]);
  });
});

describe('a change after the headers were out', () => {
  it('that makes a session worth a cookie: the cookie cannot be sent any more', async () => {
    const { visit, stored } = watchOne((req, res) => {
      res.write('first ');
      Object.assign(req.session, { user: 'johndoe' });
      res.end('done');
    });
    const { answer, rules, words } = await visit('/mine');
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(Object.keys(stored())).toHaveLength(1);
    expect(rules).toEqual([
      'no-cookie',
      'no-cookie-for-untouched',
      'save-new-modified',
      'headers-out-new-session',
    ]);
    expect(words).toContain('the headers were out already');
    // One account of it: nothing yet when the headers were written, something at the end.
    expect(words).toContain('when the headers were written, before the response ended');
    expect(words).not.toContain('nothing was put into it');
  });

  it('that gives the session a new ID', async () => {
    const { visit, stored } = watchOne((req, res) => {
      res.write('was ');
      req.session.regenerate(() => {
        Object.assign(req.session, { user: 'johndoe' });
        res.end(req.sessionID);
      });
    });
    await visit('/');
    const { answer, rules, words } = await visit('/mine');
    expect(words).not.toContain('the session did not change');
    expect(words).toContain('the session had not changed yet');
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(Object.keys(stored())).toEqual([answer.payload.slice(4)]);
    expect(rules).toEqual([
      'session-found',
      'no-cookie-unmodified',
      'save-regenerated',
      'headers-out-new-id',
    ]);
    expect((await visit('/')).rules[0]).toBe('unknown-sid');
  });

  it('after a cookie for the ID before went out', async () => {
    const { visit } = watchOne(
      (req, res) => {
        res.write('was ');
        req.session.regenerate(() => res.end(req.sessionID));
      },
      { saveUninitialized: true },
    );
    const { rules } = await visit('/mine');
    expect(rules).toEqual(['no-cookie', 'cookie-for-new-session', 'save-regenerated', 'headers-out-new-id']);
  });

  it('that should have renewed the expiry: the browser keeps the old one', async () => {
    const { visit } = watchOne(
      (req, res) => {
        res.write('first ');
        Object.assign(req.session, { user: 'johndoe' });
        res.end('done');
      },
      { cookie: { maxAge: 60_000 } },
    );
    await visit('/');
    expect((await visit('/mine')).rules).toEqual([
      'session-found',
      'no-cookie-unmodified',
      'save-modified',
      'headers-out-expiry',
    ]);
  });

  it.each<[string, express.RequestHandler]>([
    [
      'nothing changed after them',
      (_req, res) => {
        res.write('a');
        res.end('b');
      },
    ],
    [
      'it changed before them',
      (req, res) => {
        Object.assign(req.session, { user: 'johndoe' });
        res.write('a');
        res.end('b');
      },
    ],
  ])('is not told where %s', async (_words, handler) => {
    const { visit } = watchOne(handler);
    const { words, rules } = await visit('/mine');
    expect(words).not.toContain('the session did not change');
    expect(rules.filter((rule) => verdictRules[rule].subject === 'late')).toEqual([]);
  });
});

describe('a change after the response was ended', () => {
  const lateOf = async (handler: express.RequestHandler) => {
    const { visit, events } = watchOne(handler);
    await visit('/');
    const begin = events.length;
    await visit('/mine');
    await expect
      .poll(() => told(events.slice(begin)).rules, { timeout: 60_000 })
      .toContain('changed-after-end');
    expect((await visit('/')).answer.payload).toBe('2');
    return { events: events.slice(begin), stays: (await visit('/')).answer.payload };
  };

  it('in a finish listener is told, and nobody saves it', async () => {
    const { events } = await lateOf((req, res) => {
      res.on('finish', () => Object.assign(req.session, { late: 'yes' }));
      res.end('ok');
    });
    const changed = events.find((event) => event.type === 'changed' && event.seenAt === 'after');
    expect(changed).toMatchObject({ changes: [{ path: 'late', after: 'yes' }] });
    expect(told(events).words).toContain('nobody saves the change');
    // It was touched.
    expect(told(events).words).not.toContain('was saved');
    const saved = events.filter((event) => event.type === 'store-called').map(({ session }) => session);
    expect(saved.join()).not.toContain('late');
  });

  it('after an await is told too, also one deep inside', async () => {
    const { events } = await lateOf(async (req, res) => {
      Object.assign(req.session, { job: { state: 'begun' } });
      res.json({ ok: true });
      await new Promise((done) => setTimeout(done, 30));
      Object.assign(Reflect.get(req.session, 'job'), { state: 'done' });
    });
    const changed = events.find((event) => event.type === 'changed' && event.seenAt === 'after');
    expect(changed).toMatchObject({ changes: [{ path: 'job.state', before: 'begun', after: 'done' }] });
  });

  it.each<[string, (session: object) => void]>([
    ['one that no JSON can be made of', (session) => Object.assign(session, { circle: session })],
    ['of a session that no browser knows', (session) => Object.assign(session, { late: 1 })],
  ])('is told of %s', async (_what, change) => {
    const { visit, events } = watchOne((req, res) => {
      res.on('finish', () => change(req.session));
      res.end('ok');
    });
    await visit('/mine');
    await expect.poll(() => told(events).rules, { timeout: 60_000 }).toContain('changed-after-end');
    expect(told(events).words).toContain('saved afterwards it would be found by nobody');
  });

  it('that the handler saves itself is no such verdict, and nothing is said of a request that changes nothing', async () => {
    const { visit, events } = watchOne((req, res) => {
      res.on('finish', () => {
        Object.assign(req.session, { late: 'yes' });
        req.session.save(() => {});
      });
      res.end('ok');
    });
    await visit('/');
    await visit('/mine');
    await new Promise((done) => setTimeout(done, 200));
    expect(told(events).rules).not.toContain('changed-after-end');
    const last = events.filter((event) => event.type === 'store-called').at(-1);
    expect(last?.session).toContain('late');
  });
});
