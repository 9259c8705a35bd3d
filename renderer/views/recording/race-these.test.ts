import { expect, it } from 'vitest';
import type { EventBody } from '../../../server/contract/events/events.ts';
import { scenarioSchema } from '../../../server/contract/scenario/scenario.ts';
import { logOf } from '../../history/sample-log.test-helper.ts';
import { overlapping, raceThese } from './race-these.ts';

const request = (name: string, method: string, url: string, at: number) => [
  { type: 'arrived', request: name, method, url, cookie: null, at } as const,
  { type: 'identified', request: name, browser: 'b1', at } as const,
];
const content = (
  name: string,
  at: number,
  asked: object | null,
  answered: object | null,
): EventBody & { at: number } => ({
  type: 'content',
  request: name,
  asked: asked && { kind: 'form', values: asked },
  answered: answered && { kind: 'json', values: answered },
  at,
});
const end = (name: string, at: number) => ({ type: 'responded', request: name, status: 200, at }) as const;

it('two requests become a race that captures what an earlier answer had, and says what nobody may know', () => {
  const log = logOf([
    ...request('1-1', 'POST', '/login', 10),
    content('1-1', 12, { user: 'tj', password: '•••• 0a1b2c' }, { csrf: '•••• 3d4e5f', cart: { id: 4711 } }),
    end('1-1', 13),
    ...request('1-2', 'POST', '/carts/4711', 20),
    ...request('1-3', 'GET', '/logout', 22),
    content('1-2', 24, { _csrf: '•••• 3d4e5f', item: 'apple' }, null),
    end('1-3', 26),
    end('1-2', 28),
  ]);
  const [one, other] = [log.lanes.byRequest.get('1-2'), log.lanes.byRequest.get('1-3')];
  if (one === undefined || other === undefined) throw new Error('no lanes');
  expect(overlapping(log, one)).toEqual([other]);
  const { scenario, missing } = raceThese(log, one, other);
  expect(scenarioSchema.safeParse(scenario).success).toBe(true);
  expect(missing).toEqual(['steps[0].send.form.password']);
  expect(scenario.steps).toMatchObject([
    { send: { path: '/login', capture: { csrf1: { json: 'csrf' }, id1: { json: 'cart.id' } } } },
    {
      together: [
        { id: 'A', path: '/carts/${id1}', form: { _csrf: '${csrf1}', item: 'apple' } },
        { id: 'B', method: 'GET', path: '/logout' },
      ],
    },
  ]);
});

it('values of one answer with one name are captured apart, and what is masked in a URL is named', () => {
  const log = logOf([
    ...request('1-1', 'GET', '/items', 10),
    content('1-1', 12, null, [{ id: 1001 }, { id: 1002 }]),
    end('1-1', 13),
    ...request('1-2', 'POST', '/items/1001/x?page=1&from=1002', 20),
    ...request(
      '1-3',
      'GET',
      '/items/1002?csrf_token=%E2%80%A2%E2%80%A2%E2%80%A2%E2%80%A2%20d19d4f&q=a%20b',
      22,
    ),
    end('1-3', 26),
    end('1-2', 28),
  ]);
  const [one, other] = [log.lanes.byRequest.get('1-2'), log.lanes.byRequest.get('1-3')];
  if (one === undefined || other === undefined) throw new Error('no lanes');
  const { scenario, missing } = raceThese(log, one, other);
  expect(scenarioSchema.safeParse(scenario).success).toBe(true);
  expect(scenario.steps).toMatchObject([
    { send: { capture: { id1: { json: '0.id' }, id1_2: { json: '1.id' } } } },
    {
      together: [
        { path: '/items/${id1}/x?page=1&from=${id1_2}' },
        { path: '/items/${id1_2}?csrf_token=to%20be%20filled%20in&q=a%20b' },
      ],
    },
  ]);
  expect(missing).toEqual(['steps[1].together[1].path?csrf_token']);
});
