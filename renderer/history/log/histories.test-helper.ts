import fc from 'fast-check';
import type { LabPlace } from '../../../server/contract/endpoints.ts';
import type { EventBody, StoreOperation } from '../../../server/contract/events/events.ts';
import { storedKey } from '../../../server/contract/events/stored-key.ts';
import { noFaults } from '../../../server/contract/faults/faults.ts';
import {
  keepsStore,
  type LabConfig,
  labConfigSchema,
  storePlaces,
} from '../../../server/contract/options/lab-config.ts';
import { mostBrowsers } from '../../../server/contract/requests.ts';
import { sessionText } from '../sample-log.test-helper.ts';

const configs = fc
  .record({
    instances: fc.integer({ min: 1, max: 3 }),
    sharedStore: fc.boolean(),
    apps: fc.subarray([{ id: 'second' }, { id: 'shop' }]),
  })
  .map((settings) => labConfigSchema.parse(settings));

const places = fc.constantFrom<LabPlace | undefined>(undefined, '1', '2', 'second', 'shop');
const requests = fc.constantFrom('1', '2', 'ext1');
const browsers = fc.constantFrom('alice', 'bob');
const sids = fc.constantFrom('a', 'b', 'c');
const texts = fc.nat(3).map((views) => sessionText({ views }));
const at = (place: LabPlace | undefined) => (place === undefined ? {} : { place });

const cookieOf = (value: number) =>
  ({
    name: 'connect.sid',
    value: String(value),
    domain: '127.0.0.1',
    hostOnly: true,
    path: '/',
    expires: null,
    httpOnly: true,
    secure: false,
    sameSite: null,
  }) as const;

const started = (config: LabConfig, generation = 1): EventBody => ({
  type: 'lab-started',
  generation,
  url: `http://127.0.0.1:${generation}`,
  config,
  versions: { node: '24', express: '5', expressSession: String(generation) },
  handler: null,
});
const sent = (request: string, browser: string): EventBody => ({
  type: 'sent',
  request,
  browser,
  group: null,
  method: 'GET',
  url: '/',
  body: null,
  work: 0,
  cookie: null,
  mode: 'jar',
  withheld: [],
  redirectOf: null,
});
const arrived = (request: string, place: LabPlace | undefined): EventBody => ({
  type: 'arrived',
  request,
  method: 'GET',
  url: '/',
  cookie: null,
  ...at(place),
});

/** Events that have to do with the world, and with each other only by chance. */
const oddEvents: fc.Arbitrary<EventBody> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .record({
        request: fc.option(requests),
        call: fc.nat(5),
        operation: fc.constantFrom<StoreOperation>(
          'get',
          'set',
          'touch',
          'destroy',
          'clear',
          'all',
          'length',
        ),
        sid: fc.option(sids),
        after: fc.option(texts),
        found: fc.option(texts),
        version: fc.option(fc.integer({ min: 1, max: 4 })),
        error: fc.constantFrom(null, null, null, 'it failed'),
        place: places,
      })
      .map(({ place, ...rest }) => ({
        type: 'store-answered' as const,
        ...rest,
        ...at(place),
      })),
  },
  fc
    .record({
      sid: sids,
      session: fc.option(texts),
      version: fc.option(fc.integer({ min: 1, max: 4 })),
      place: places,
    })
    .map(({ place, ...rest }) => ({ type: 'store-outside' as const, ...rest, ...at(place) })),
  fc
    .record({ request: requests, call: fc.nat(5), sid: sids, session: texts, place: places })
    .map(({ place, ...rest }) => ({
      type: 'store-called' as const,
      operation: 'set' as const,
      base: null,
      before: null,
      beforeVersion: null,
      ...rest,
      ...at(place),
    })),
  fc.record({ config: configs, generation: fc.nat(9) }).map((all) => started(all.config, all.generation)),
  fc
    .record(
      {
        config: configs,
        storeKept: fc.boolean(),
        handler: fc.constantFrom(null, 'handler'),
        lost: fc.array(fc.tuple(sids, places).map(([sid, place]) => storedKey(sid, place))),
      },
      { requiredKeys: ['config', 'storeKept', 'handler'] },
    )
    .map((all) => ({ type: 'lab-configured' as const, ...all })),
  fc
    .record({
      config: configs,
      instance: fc.option(fc.integer({ min: 1, max: 2 })),
      isKilled: fc.boolean(),
      cut: fc.array(requests),
      emptied: fc.array(places.map((place) => place ?? null)),
    })
    .map((all) => ({ type: 'lab-restarted' as const, ...all })),
  fc.constant<EventBody>({ type: 'lab-stopped', reason: 'crashed', message: 'crashed', requests: [] }),
  fc.nat(3).map((offset) => ({ type: 'clock' as const, offset })),
  fc.boolean().map((connected) => ({
    type: 'faults' as const,
    faults: { ...noFaults, store: { ...noFaults.store, connected } },
  })),
  fc
    .record({ connected: fc.boolean(), place: places })
    .map(({ connected, place }) => ({ type: 'store-connection' as const, connected, ...at(place) })),
  fc
    .record({ name: browsers, hue: fc.nat(mostBrowsers - 1) })
    .map((browser) => ({ type: 'browser-added' as const, browser })),
  browsers.map((browser) => ({ type: 'browser-removed' as const, browser })),
  fc
    .record({ browser: browsers, request: fc.option(requests), cookies: fc.array(fc.nat(3).map(cookieOf)) })
    .map((all) => ({ type: 'jar' as const, verdicts: [], ...all })),
  fc.tuple(requests, browsers).map(([request, browser]) => sent(request, browser)),
  fc.tuple(requests, places).map(([request, place]) => arrived(request, place)),
  requests.map((request) => ({ type: 'responded' as const, request, status: 200 })),
  requests.map((request) => ({ type: 'aborted' as const, request })),
  requests.map((request) => ({ type: 'received' as const, request, status: 200, body: '', bytes: 0 })),
  requests.map((request) => ({ type: 'send-failed' as const, request, message: 'closed' })),
);

/** What no lab would tell: anything after anything. */
export const oddHistories = fc
  .tuple(configs, fc.array(oddEvents, { maxLength: 60 }))
  .map(([config, events]) => [started(config), ...events]);

type Happening = { what: number; pick: number; config: LabConfig };
const happenings = fc.array(fc.record({ what: fc.nat(19), pick: fc.nat(23), config: configs }), {
  minLength: 20,
  maxLength: 120,
});

/** What a lab does: requests that load, write and destroy, side by side, while it is set up anew, ends and begins. */
export const labHistories = happenings.map((course) => eventsOf(course, 20));

/** The same with one store that nothing but requests changes. */
export const raceHistories = happenings.map((course) => eventsOf(course, 10));

type Stored = { text: string; version: number };

function eventsOf(course: readonly Happening[], kinds: number): EventBody[] {
  let config = labConfigSchema.parse({});
  const events: EventBody[] = [started(config)];
  let stores = new Map<LabPlace | undefined, Map<string, Stored>>();
  const written = new Map<string, number>();
  let open: Array<{ name: string; steps: Array<() => void> }> = [];
  let [calls, count, generation] = [0, 0, 1];
  const there = new Set<string>();
  const emit = (event: EventBody) => void events.push(event);

  const request = (pick: number) => {
    const all = storePlaces(config);
    const place = all[pick % all.length];
    const kept = stores.get(place) ?? new Map<string, Stored>();
    stores.set(place, kept);
    const name = pick % 5 === 0 ? `ext${++count}` : String(++count);
    const sid = ['a', 'b', 'c'][pick % 3] ?? 'a';
    const ask = (operation: StoreOperation, act: () => void, session: string | null = null) => {
      const call = ++calls;
      const about = { request: name, call, operation, sid: operation === 'clear' ? null : sid, ...at(place) };
      return [
        () =>
          emit({ type: 'store-called', ...about, session, base: null, before: null, beforeVersion: null }),
        () => {
          const error = pick === 7 ? 'it failed' : null;
          if (error === null) act();
          const { text = null, version = null } = about.sid === null ? {} : (kept.get(sid) ?? {});
          const found = operation === 'get' && error === null ? text : null;
          emit({ type: 'store-answered', ...about, found, after: text, version, error });
        },
      ];
    };
    const text = sessionText({ views: count });
    const write = () => {
      const version = (written.get(`${place} ${sid}`) ?? 0) + 1;
      written.set(`${place} ${sid}`, version);
      kept.set(sid, { text, version });
    };
    const touch = () => {
      const known = kept.get(sid);
      if (known) kept.set(sid, { ...known });
    };
    const own = [
      ask('set', write, text),
      ask('touch', touch, text),
      ask('destroy', () => void kept.delete(sid)),
      ask('clear', () => kept.clear()),
      [],
      ask('set', write, text),
    ][pick % 6];
    const expires = pick % 11 === 10;
    open.push({
      name,
      steps: [
        ...(pick % 5 === 0 ? [] : [() => emit(sent(name, 'alice'))]),
        () => emit(arrived(name, place)),
        ...ask('get', () => void (expires && kept.delete(sid))),
        ...(own ?? []),
        () => emit({ type: 'responded', request: name, status: 200 }),
        ...(pick % 5 === 0
          ? []
          : [() => emit({ type: 'received', request: name, status: 200, body: '', bytes: 0 })]),
      ],
    });
  };

  const happen = ({ what, pick, config: next }: Happening) => {
    if (what < 3 && open.length < 4) return request(pick);
    if (what < 10) {
      const going = open[pick % Math.max(1, open.length)];
      going?.steps.shift()?.();
      open = open.filter(({ steps }) => steps.length > 0);
      return;
    }
    const browser = pick % 2 === 0 ? 'alice' : 'bob';
    if (what === 10) {
      const storeKept = keepsStore(config, next);
      const left = storePlaces(next);
      const all = storeKept ? stores : new Map<LabPlace | undefined, Map<string, Stored>>();
      stores = new Map([...all].filter(([place]) => left.includes(place)));
      config = next;
      return emit({ type: 'lab-configured', config, storeKept, handler: null });
    }
    if (what === 11) {
      emit({ type: 'lab-stopped', reason: 'crashed', message: 'crashed', requests: [] });
      open = [];
      stores = new Map();
      written.clear();
      calls = 0;
      return emit(started(config, ++generation));
    }
    if (what === 17) {
      // Its requests are over, or cut, before it is started anew; here they all are.
      for (const { name } of open) emit({ type: 'aborted', request: name });
      const cut = open.map(({ name }) => name);
      open = [];
      const all = storePlaces(config);
      const emptied = all.filter((_, place) => pick % (place + 2) === 0);
      for (const place of emptied) stores.delete(place);
      const instance = pick % 3 === 0 ? 1 : null;
      const told = emptied.map((place) => place ?? null);
      return emit({ type: 'lab-restarted', config, instance, isKilled: cut.length > 0, cut, emptied: told });
    }
    if (what === 12) return emit({ type: 'clock', offset: pick });
    if (what === 13) {
      const connected = pick % 2 === 0;
      emit({ type: 'faults', faults: { ...noFaults, store: { ...noFaults.store, connected } } });
      for (const place of storePlaces(config)) emit({ type: 'store-connection', connected, ...at(place) });
      return;
    }
    if (what < 16 && !there.has(browser)) {
      there.add(browser);
      return emit({ type: 'browser-added', browser: { name: browser, hue: pick % mostBrowsers } });
    }
    if (what === 16 && there.delete(browser)) return emit({ type: 'browser-removed', browser });
    if (there.has(browser))
      emit({ type: 'jar', browser, request: null, verdicts: [], cookies: [cookieOf(pick)] });
  };
  for (const happening of course) happen({ ...happening, what: happening.what % kinds });
  return events;
}
