import type { EventBody, LogEvent } from '../../server/contract/events/events.ts';
import { sessionText } from './sample-log.test-helper.ts';

/** A request to play: times in µs. `writes` counts a view up, otherwise the session is only read. */
export type Planned = {
  request: string;
  browser: string;
  at: number;
  work: number;
  writes: boolean;
  group?: string;
};

type Stored = { version: number; views: number };
type Timed = { at: number; run: (emit: (body: EventBody) => void) => void };

/**
 * What a lab's log looks like for these requests: a MemoryStore, `resave` off, one session for each browser.
 * Every request loads, works, and saves or touches; times between the steps are those of a real lab.
 */
export function playTraffic(planned: readonly Planned[], hues: Readonly<Record<string, number>>): LogEvent[] {
  const events: LogEvent[] = [];
  const store = new Map<string, Stored>();
  const due: Timed[] = [];
  let call = 0;
  const later = (at: number, run: Timed['run']) => due.push({ at, run });
  const bodyOf = (views: number) => sessionText({ views });

  for (const [name, hue] of Object.entries(hues))
    later(0, (emit) => emit({ type: 'browser-added', browser: { name, hue } }));

  for (const plan of planned) {
    const { request, browser, at } = plan;
    const sid = `session-of-${browser}`;
    const url = plan.writes ? '/views' : '/me';
    const copy: { base: number | null; views: number } = { base: null, views: 0 };
    const done = at + 900 + plan.work;
    const loading = call++;
    const saving = call++;
    later(at, (emit) =>
      emit({
        type: 'sent',
        request,
        browser,
        group: plan.group ?? null,
        method: 'GET',
        url,
        body: null,
        work: plan.work / 1000,
        cookie: store.has(sid) ? `connect.sid=${sid}` : null,
        mode: 'jar',
        withheld: [],
        redirectOf: null,
      }),
    );
    later(at + 420, (emit) => emit({ type: 'arrived', request, method: 'GET', url, cookie: sid }));
    const ask = (
      operation: 'get' | 'set' | 'touch',
      callNumber: number,
      session: string | null,
    ): EventBody => {
      const now = store.get(sid);
      return {
        type: 'store-called',
        request,
        call: callNumber,
        operation,
        sid,
        session,
        base: copy.base,
        before: now ? bodyOf(now.views) : null,
        beforeVersion: now?.version ?? null,
      };
    };
    const answered = (operation: 'get' | 'set' | 'touch', callNumber: number): EventBody => {
      const now = store.get(sid);
      const after = now ? bodyOf(now.views) : null;
      const found = operation === 'get' ? after : null;
      const version = now?.version ?? null;
      return {
        type: 'store-answered',
        request,
        call: callNumber,
        operation,
        sid,
        found,
        after,
        version,
        error: null,
      };
    };
    later(at + 520, (emit) => emit(ask('get', loading, null)));
    later(at + 560 + (call % 7) * 9, (emit) => {
      const now = store.get(sid);
      Object.assign(copy, { base: now?.version ?? null, views: now?.views ?? 0 });
      emit(answered('get', loading));
      emit({
        type: 'verdict',
        request,
        verdict: { rule: 'session-found', inputs: { secret: 1 }, actual: 'loaded' },
      });
    });
    later(at + 640, (emit) => emit({ type: 'work', request, phase: 'start' }));
    later(at + 640 + plan.work, (emit) => {
      emit({ type: 'work', request, phase: 'end' });
      emit({
        type: 'headers',
        request,
        status: 200,
        setCookie: copy.base === null ? [`connect.sid=${sid}`] : [],
      });
      const rule = plan.writes ? 'save-modified' : 'touch-unmodified';
      emit({
        type: 'verdict',
        request,
        verdict: { rule, inputs: {}, actual: plan.writes ? 'saved' : 'touched' },
      });
    });
    later(at + 700 + plan.work, (emit) =>
      emit(ask(plan.writes ? 'set' : 'touch', saving, plan.writes ? bodyOf(copy.views + 1) : null)),
    );
    later(at + 790 + plan.work, (emit) => {
      if (plan.writes) store.set(sid, { version: (store.get(sid)?.version ?? 0) + 1, views: copy.views + 1 });
      emit(answered(plan.writes ? 'set' : 'touch', saving));
    });
    later(done, (emit) => emit({ type: 'responded', request, status: 200 }));
    later(done + 380, (emit) =>
      emit({ type: 'answered', request, status: 200, setCookie: [], location: null }),
    );
    later(done + 450, (emit) => emit({ type: 'received', request, status: 200, body: 'ok', bytes: 2 }));
  }

  for (const { at, run } of due.sort((one, other) => one.at - other.at))
    run((body) => events.push({ ...body, seq: events.length, at }));
  return events;
}

const names = ['alice', 'bob', 'carol', 'dave'];

/** `count` requests of four browsers: one each that begins a session, then bursts that overlap, each `together` strong. */
export function burstsOf(count: number, together: number): Planned[] {
  return Array.from({ length: count }, (_, i) => {
    const isBegin = i < names.length;
    const burst = isBegin ? i : names.length + Math.floor((i - names.length) / together);
    const place = isBegin ? 0 : (i - names.length) % together;
    return {
      request: String(i + 1),
      browser: names[burst % names.length] ?? 'alice',
      at: burst * 60_000 + place * 130,
      work: 5_000 + ((i * 7919) % 30) * 1000,
      writes: isBegin || place % 3 !== 2,
      ...(isBegin ? {} : { group: `g${burst}` }),
    };
  });
}

export const sampleHues = { alice: 0, bob: 1, carol: 2, dave: 3 };
