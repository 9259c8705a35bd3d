import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { renderInWindow } from '../../../rendered.test-helper.tsx';
import { fakeLab } from '../lab.test-helper.tsx';
import { AppOptions } from './app-options.tsx';

afterEach(cleanup);

const toggle = (name: string) => screen.getByRole('switch', { name });

describe('the apps beside the main one', () => {
  it('are switched on one after the other, and each of them off', async () => {
    const lab = fakeLab();
    renderInWindow(<AppOptions />);
    expect(screen.getAllByRole('switch')).toHaveLength(1);
    fireEvent.click(toggle('second app'));
    await lab.answer(null);
    lab.sendState();
    fireEvent.click(toggle('third app'));
    await lab.answer(null);
    lab.sendState();
    expect(lab.config().apps).toMatchObject([
      { id: 'second', secret: ['the second app’s secret'] },
      { id: 'third', secret: ['the third app’s secret'] },
    ]);
    fireEvent.click(toggle('second app'));
    await lab.answer(null);
    lab.sendState();
    expect(lab.config().apps).toMatchObject([{ id: 'third' }]);
    expect(toggle('second app').getAttribute('aria-checked')).toBe('false');
    expect(toggle('third app').getAttribute('aria-checked')).toBe('true');
  });

  it('stay switched on where another’s change before it is refused', async () => {
    const lab = fakeLab();
    renderInWindow(<AppOptions />);
    fireEvent.click(toggle('second app'));
    fireEvent.click(toggle('third app'));
    await lab.answer({ at: 'apps', message: 'not today' });
    await lab.answer(null);
    lab.sendState();
    expect(lab.config().apps).toMatchObject([{ id: 'third' }]);
  });

  it('say at the name of a cookie why it is refused', async () => {
    const lab = fakeLab();
    renderInWindow(<AppOptions />);
    fireEvent.click(toggle('second app'));
    await lab.answer(null);
    lab.sendState();
    const name = screen.getByRole('textbox', { name: 'name of the second app’s cookie' });
    fireEvent.change(name, { target: { value: 'no name' } });
    fireEvent.blur(name);
    await lab.answer({ at: 'apps[0].name', message: 'argument name is invalid' });
    expect(await screen.findByText('argument name is invalid')).toBeTruthy();
    expect(lab.config().apps).toMatchObject([{ name: 'connect.sid' }]);
  });
});
