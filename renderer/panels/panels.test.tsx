// @vitest-environment jsdom
import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import type { EventBody, JarCookie } from '../../server/contract/events/events.ts';
import { destroy, save } from '../history/sample-log.test-helper.ts';
import { given, historyOf, renderInWindow } from '../rendered.test-helper.tsx';
import { CookiesPanel } from './cookies/cookies-panel.tsx';
import { EventPanel } from './event/event-panel.tsx';
import { StorePanel } from './store/store-panel.tsx';

afterEach(cleanup);

const apples = (count: number) => ({ cart: count });
const bodies: EventBody[] = [
  ...save('A', apples(1), { base: null, before: null, version: 1 }),
  ...save('B', apples(2), { base: 1, before: [1, apples(1)], version: 2 }),
  ...destroy('C', [2, apples(2)]),
];
const region = (name: string) => screen.getByRole('region', { name });

describe('two histories side by side', () => {
  it('show each its own log at its own cursor, and a move in one leaves the other', async () => {
    const [left, right] = [historyOf(bodies, { cursor: 1 }), historyOf(bodies, { cursor: 3 })];
    renderInWindow(
      <>
        <div data-testid="left">{given(left, <StorePanel />)}</div>
        <div data-testid="right">{given(right, <StorePanel />)}</div>
      </>,
    );
    const [one, other] = [screen.getByTestId('left'), screen.getByTestId('right')];
    expect(one.textContent).toContain('v1');
    expect(other.textContent).toContain('v2');
    act(() => left.getState().setCursor(3));
    expect(one.textContent).toContain('v2');
    expect(right.getState().cursor).toBe(3);
    act(() => right.getState().setCursor(0));
    expect(other.textContent).toContain('The store is empty at this instant.');
    expect(one.textContent).toContain('v2');
  });
});

describe('the store panel', () => {
  it('tells at the cursor what the last write changed', () => {
    renderInWindow(given(historyOf(bodies, { cursor: 3 }), <StorePanel />));
    expect(region('Store').textContent).toContain('by B');
    expect(region('Store').textContent).toMatch(/changed: cart:.*1.*2/);
  });

  it.each([
    [0, 1, /Before and after this step:.*new.*added: cart:.*1/],
    [1, 3, /Before and after this step:.*changed: cart:.*1.*2/],
    [2, 2, /What is stored then:/],
    [1, 2, /This step leaves it as it was:/],
    [3, 5, /Before and after this step:.*removed.*removed: cart:.*2/],
  ])('holds the store against how it was: from event %i to %i', (since, cursor, words) => {
    renderInWindow(given(historyOf(bodies, { cursor }), <StorePanel since={since} />));
    expect(region('Store').textContent).toMatch(words);
  });
});

const cookie: JarCookie = {
  name: 'connect.sid',
  value: 's%3Aabc.def',
  domain: '127.0.0.1',
  path: '/',
  expires: null,
  httpOnly: true,
  secure: false,
  sameSite: null,
  hostOnly: true,
};
const visits: EventBody[] = [
  { type: 'browser-added', browser: { name: 'alice', hue: 0 } },
  { type: 'jar', browser: 'alice', request: null, verdicts: [], cookies: [cookie] },
];

describe('the cookies panel', () => {
  it('shows the jars at the cursor', () => {
    const history = historyOf(visits, { cursor: 0 });
    renderInWindow(given(history, <CookiesPanel />));
    expect(region('Cookies').textContent).toContain('No cookies');
    act(() => history.getState().setCursor(1));
    expect(within(region('Cookies')).getByText('connect.sid')).toBeTruthy();
  });

  it('lets jars be changed by hand only while their lab is there', () => {
    renderInWindow(given(historyOf(visits), <CookiesPanel />));
    expect(within(region('Cookies')).getAllByRole('button', { name: /Clear|Add a|Delete/ })).toHaveLength(3);
    cleanup();
    renderInWindow(given(historyOf(visits, { isOver: true }), <CookiesPanel />));
    expect(within(region('Cookies')).queryAllByRole('button', { name: /Clear|Add a|Delete/ })).toEqual([]);
  });
});

describe('the event panel', () => {
  it('says what happened at the cursor, and leads to a write that was lost', async () => {
    const lost = historyOf([
      ...save('A', apples(1), { base: null, before: null, version: 1 }),
      ...save('B', { cart: 1, by: 'B' }, { base: 1, before: [1, apples(1)], version: 2 }),
      ...save('C', apples(2), { base: 1, before: [2, { cart: 1, by: 'B' }], version: 3 }),
    ]);
    renderInWindow(given(lost, <EventPanel />));
    expect(region('Event').textContent).toContain('event 5');
    await userEvent.click(within(region('Event')).getByRole('button', { name: 'Show lost write' }));
    expect(lost.getState().cursor).toBe(3);
    expect(region('Event').textContent).toContain('event 3');
  });
});

const sent = ({ group }: { group: string | null }): EventBody => ({
  type: 'sent',
  request: '1',
  group,
  browser: 'alice',
  method: 'GET',
  url: '/',
  body: null,
  work: 0,
  cookie: null,
  mode: 'jar',
  withheld: [],
  redirectOf: null,
});

describe('the times of an event', () => {
  it.each([
    ['the burst began', sent({ group: 'g1' })],
    ['it was sent', sent({ group: null })],
    ['it arrived', { type: 'arrived' as const, request: '1', method: 'GET', url: '/', cookie: null }],
  ])('are told from when %s', (began, first) => {
    const responded = { type: 'responded' as const, request: '1', status: 200 };
    renderInWindow(given(historyOf([first, responded]), <EventPanel />));
    expect(region('Event').textContent).toContain(`1 µs after ${began}`);
  });

  it('are told from the one that was marked, and lead back to it', async () => {
    const history = historyOf(bodies, { cursor: 3 });
    renderInWindow(given(history, <EventPanel />));
    const panel = () => region('Event').textContent;
    await userEvent.click(screen.getByRole('button', { name: 'Measure from here' }));
    expect(screen.getByRole('button', { name: 'Marked' }).getAttribute('aria-pressed')).toBe('true');
    act(() => history.getState().setCursor(5));
    expect(panel()).toContain('2 µs after marked event 3');
    act(() => history.getState().setCursor(1));
    expect(panel()).toContain('2 µs before marked event 3');
    await userEvent.click(screen.getByRole('button', { name: 'marked event 3' }));
    expect(history.getState().cursor).toBe(3);
    await userEvent.click(screen.getByRole('button', { name: 'Marked' }));
    act(() => history.getState().setCursor(1));
    expect(panel()).not.toContain('marked event');
  });
});
