// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { EventBody } from '../../../server/contract/events/events.ts';
import { given, historyOf, renderInWindow } from '../../rendered.test-helper.tsx';
import { runCommand } from '../../services/keyboard/commands.ts';
import { RequestInspector } from './request-inspector.tsx';

// jsdom has no modal dialogs.
HTMLDialogElement.prototype.showModal ??= function open(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= () => {};

const bodies: EventBody[] = [
  {
    type: 'sent',
    request: '3',
    browser: 'alice',
    group: null,
    method: 'POST',
    url: '/login',
    body: 'username=johndoe',
    work: 0,
    cookie: 'a=1; b=2',
    mode: 'jar',
    withheld: [],
    redirectOf: null,
    wire: [
      ['Host', '127.0.0.1:4000'],
      ['authorization', 'Bearer abc'],
      ['Cookie', ''],
    ],
  },
  {
    type: 'answered',
    request: '3',
    status: 302,
    setCookie: ['a=2; Path=/', 'c=3'],
    location: '/me',
    reason: 'Found',
    wire: [
      ['Set-Cookie', ''],
      ['Location', '/me'],
      ['Set-Cookie', ''],
    ],
  },
  { type: 'received', request: '3', status: 302, body: 'Found. ', bytes: 5000 },
];

describe('the request inspector', () => {
  it('shows the heads of the request at the cursor in order, its cookies marked, and the bodies within bounds', async () => {
    const history = historyOf(bodies);
    renderInWindow(given(history, <RequestInspector />));
    expect(runCommand('inspect')).toBe(true);
    const head = await screen.findByRole('region', { name: 'Request head' });
    expect(screen.getByRole('heading', { name: '#3 POST /login' })).toBeDefined();
    const lines = (of: HTMLElement) =>
      within(of)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent);
    expect(lines(head)).toEqual(['Host: 127.0.0.1:4000', 'authorization: Bearer abc', 'Cookie: a=1; b=2']);
    expect(within(head).getAllByLabelText('Cookie:')).toHaveLength(1);
    const answered = screen.getByRole('region', { name: 'Response head' });
    expect(answered.textContent).toContain('HTTP/1.1 302 Found');
    expect(lines(answered)).toEqual(['Set-Cookie: a=2; Path=/', 'Location: /me', 'Set-Cookie: c=3']);
    expect(screen.getByText('Body, 5,000 bytes, of which the first 7 were kept')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(history.getState().inspected).toBeNull();
  });

  it('copies it as a cURL command without what is secret', async () => {
    const writeText = vi.fn(async (_: string) => {});
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
    const history = historyOf(bodies);
    history.getState().inspect('3');
    renderInWindow(given(history, <RequestInspector />));
    fireEvent.click(await screen.findByRole('button', { name: 'Copy as cURL' }));
    const [command = ''] = writeText.mock.calls[0] ?? [];
    expect(command).toContain("curl 'http://127.0.0.1:4000/login'");
    expect(command).toContain("--data-raw 'username=johndoe'");
    expect(command).not.toContain('Bearer abc');
    fireEvent.click(screen.getByRole('button', { name: 'Copy as HAR' }));
    expect(JSON.parse(writeText.mock.calls[1]?.[0] ?? '')).toMatchObject({ log: { version: '1.2' } });
  });
});
