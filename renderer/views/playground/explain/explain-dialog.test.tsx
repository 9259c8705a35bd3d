import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { defaultSessionOptions } from '../../../../server/contract/options/options.ts';
import { createHistory } from '../../../history/history.ts';
import { given, renderInWindow } from '../../../rendered.test-helper.tsx';
import { useWindow } from '../../../services/window/window-store.ts';
import { fakeLab } from '../lab.test-helper.tsx';
import { usePlaygroundStore } from '../playground-store.ts';
import { ExplainDialog } from './explain-dialog.tsx';

HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.open = false;
};

const explanation = {
  kind: 'options',
  what: 'These are options of express-session.',
  parts: [
    {
      title: 'What the doctor finds',
      told: [
        { code: 'finding', mark: 'trouble', words: 'hazard: The secret can be guessed.' },
        { code: 'asks', mark: 'question', words: 'proxy is not said: if it is true, a hazard.' },
      ],
    },
  ],
  scenario: null,
};
const options = { ...defaultSessionOptions(), secret: [], rolling: true };

function opened(answer: unknown) {
  const lab = fakeLab({ explain: answer });
  const onClose = vi.fn();
  renderInWindow(given(createHistory(), <ExplainDialog onClose={onClose} />));
  const button = (name: string) => screen.getByRole('button', { name });
  const paste = async (text: string) => {
    await userEvent.click(screen.getByLabelText('Pasted text'));
    await userEvent.paste(text);
  };
  return { lab, onClose, button, paste };
}

it('says what would be taken, and asks nothing of an empty text', async () => {
  const { lab, button, paste } = opened(null);
  expect(screen.getByRole('status').textContent).toContain('A Set-Cookie line, a cookie, a cURL command');
  expect(button('Explain')).toHaveProperty('disabled', true);
  await paste('  \n');
  expect(button('Explain')).toHaveProperty('disabled', true);
  expect(lab.calls).toEqual([]);
});

it('says what the app says, and takes the options after asking, with a secret of their own', async () => {
  const { lab, onClose, button, paste } = opened({ explanation, options });
  const { secret } = lab.config().options;
  usePlaygroundStore.getState().foldPanel('Doctor', true);
  await paste('session({ rolling: true })');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await screen.findByText('hazard: The secret can be guessed.');
  expect(lab.calls).toEqual([
    { procedure: 'explain', input: { text: 'session({ rolling: true })', secret: '', address: '' } },
  ]);
  expect(screen.getByText('Not said:')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Open as scenario' })).toBeNull();

  await userEvent.click(button('Judge in doctor'));
  await userEvent.click(button('Keep mine'));
  expect(lab.calls).toHaveLength(1);
  await userEvent.click(button('Judge in doctor'));
  await userEvent.click(button('Replace'));
  await lab.answer(null);
  expect(onClose).toHaveBeenCalledOnce();
  expect(lab.config().options).toMatchObject({ rolling: true, secret });
  await waitFor(() => expect(useWindow.getState().toasts).toMatchObject([{ kind: 'done' }]));
  expect(usePlaygroundStore.getState().foldedPanels).not.toContain('Doctor');
});

it('reads a file, and sends a large HAR without the bodies of answers', async () => {
  const { lab, button } = opened({ explanation, options: null });
  const content = { mimeType: 'text/html', text: 'x'.repeat(1024 * 1024) };
  const har = { log: { entries: [{ response: { content } }] } };
  await userEvent.upload(screen.getByLabelText(/^Or a file/), new File([JSON.stringify(har)], 'a.har'));
  await waitFor(() => expect(button('Explain')).toHaveProperty('disabled', false));
  await userEvent.click(button('Explain'));
  await screen.findByText(explanation.what);
  const text = JSON.stringify({ log: { entries: [{ response: { content: { mimeType: 'text/html' } } }] } });
  expect(lab.calls).toMatchObject([{ procedure: 'explain', input: { text } }]);
});

it('says why nothing is said, at its field, and forgets an answer when the text is another', async () => {
  const { lab, button, paste } = opened({ explanation, options: null });
  await paste('x'.repeat(1024 * 1024));
  await userEvent.click(button('Explain'));
  expect((await screen.findByRole('alert')).textContent).toContain('larger than 1 MB');
  expect(screen.getByLabelText('Pasted text').getAttribute('aria-invalid')).toBe('true');
  expect(lab.calls).toEqual([]);

  await userEvent.clear(screen.getByLabelText('Pasted text'));
  await paste('resave: true');
  await userEvent.click(button('Explain'));
  await screen.findByText(explanation.what);
  expect(screen.queryByRole('button', { name: 'Judge in doctor' })).toBeNull();
  await userEvent.type(screen.getByLabelText(/^Secret/), 'a');
  expect(screen.queryByText(explanation.what)).toBeNull();
  await userEvent.keyboard('{Enter}');
  await screen.findByText(explanation.what);
  expect(lab.calls.at(-1)?.input).toMatchObject({ text: 'resave: true', secret: 'a' });
});
