import { describe, expect, it } from 'vitest';
import { instanceHeader, namedRequest, originOf, placeOf, requestIdHeader } from '../contract/endpoints.ts';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import type { TimedEvent } from '../log/timed-event.ts';
import type { Lab } from './lab.ts';
import { drained, runningLab } from './running-lab.test-helper.ts';

const threeApps = labConfigSchema.parse({
  options: { name: 'main.sid', saveUninitialized: false },
  instances: 2,
  apps: [{ id: 'shop', name: 'shop.sid' }, { id: 'blog' }],
});

/** Visits an app, with the cookie that it was given before. */
function browser(lab: Lab) {
  const cookies = new Map<string, string>();
  return async (id: string, app?: string, instance?: number) => {
    const headers = {
      [requestIdHeader]: namedRequest(lab.key, id),
      ...(instance !== undefined && { [instanceHeader]: String(instance) }),
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    };
    const response = await fetch(`${originOf(lab.endpoints(), app)}/views`, { headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return { views: (await response.text()).replace(/\D/g, ''), names: [...cookies.keys()] };
  };
}

const placesOf = (events: readonly TimedEvent[], type: 'arrived' | 'session' | 'store-answered') =>
  events.flatMap((event) => (event.type === type ? [`${event.request} ${event.place}`] : []));

describe('three apps in one lab', () => {
  it('answer each at an address of its own, the instances of one at the same', async () => {
    const lab = await runningLab({ config: threeApps });
    const endpoints = lab.endpoints();
    expect(endpoints.map(placeOf)).toEqual(['1', '2', 'shop', 'blog']);
    expect(endpoints).toMatchObject(Array(4).fill({ transport: 'http', via: [] }));
    const [one, two, shop, blog] = endpoints.map(({ origin }) => origin);
    expect(one).toBe(lab.url);
    expect(two).toBe(one);
    expect(new Set([one, shop, blog]).size).toBe(3);
  });

  it('have cookies, stores and session counts of their own, and tell whose each event is', async () => {
    const lab = await runningLab({ config: threeApps });
    const visit = browser(lab);
    expect(await visit('A', undefined, 1)).toEqual({ views: '1', names: ['main.sid'] });
    expect(await visit('B', 'shop')).toEqual({ views: '1', names: ['main.sid', 'shop.sid'] });
    expect(await visit('C', 'blog')).toEqual({ views: '1', names: ['main.sid', 'shop.sid', 'connect.sid'] });
    expect(await visit('D', 'shop')).toMatchObject({ views: '2' });
    expect(await visit('E', undefined, 1)).toMatchObject({ views: '2' });
    expect(await visit('F', undefined, 2)).toMatchObject({ views: '1' });
    const { events } = await drained(lab);
    const places = ['A 1', 'B shop', 'C blog', 'D shop', 'E 1', 'F 2'];
    expect(placesOf(events, 'arrived')).toEqual(places);
    expect([...new Set(placesOf(events, 'session'))]).toEqual(places);
    expect([...new Set(placesOf(events, 'store-answered'))]).toEqual(places);
    const stored = Object.keys(await lab.sessions()).map((key) => key.slice(key.lastIndexOf('@')));
    expect(stored.toSorted()).toEqual(['@1', '@2', '@blog', '@shop']);
  });

  it('come back at the same address, and with an empty store', async () => {
    const lab = await runningLab({ config: threeApps });
    const visit = browser(lab);
    await visit('A', 'shop');
    await visit('B', 'blog');
    const [shop, blog] = ['shop', 'blog'].map((app) => originOf(lab.endpoints(), app));
    const without = { ...threeApps, apps: threeApps.apps.filter(({ id }) => id !== 'shop') };
    expect(await lab.configure(without, { keepStore: true })).toEqual({ ok: true });
    expect(lab.endpoints().map(placeOf)).toEqual(['1', '2', 'blog']);
    await expect(fetch(`${shop}/views`)).rejects.toThrow();
    expect(await visit('C', 'blog')).toMatchObject({ views: '2' });
    expect(await lab.configure(threeApps, { keepStore: true })).toEqual({ ok: true });
    expect(originOf(lab.endpoints(), 'shop')).toBe(shop);
    expect(originOf(lab.endpoints(), 'blog')).toBe(blog);
    expect(await visit('D', 'shop')).toMatchObject({ views: '1' });
  });

  it('are begun with the sessions of an earlier lab, at its addresses', async () => {
    const lab = await runningLab({ config: threeApps });
    const visit = browser(lab);
    await visit('A', 'shop');
    const sessions = await lab.sessions();
    const shop = originOf(lab.endpoints(), 'shop');
    await lab.close();
    const furtherPorts = [{ app: 'shop', port: Number(new URL(shop).port) }];
    const next = await runningLab({ config: threeApps, sessions, furtherPorts });
    expect(originOf(next.endpoints(), 'shop')).toBe(shop);
    expect(await next.sessions()).toEqual(sessions);
  });
});
