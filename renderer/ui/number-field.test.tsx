import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { NumberField } from './number-field.tsx';

const show = () => {
  const onChange = vi.fn<(value: number) => void>();
  render(<NumberField aria-label="work" value={30} min={0} max={60_000} unit="ms" onChange={onChange} />);
  return { onChange, field: screen.getByRole<HTMLInputElement>('spinbutton', { name: 'work' }) };
};

describe('a field for a whole number', () => {
  it('keeps what is out of range to be seen, and says what can be typed and which value holds', async () => {
    const { field, onChange } = show();
    await userEvent.clear(field);
    await userEvent.type(field, '70000');
    await userEvent.tab();
    expect(field.value).toBe('70000');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('alert').textContent).toBe('0 to 60,000; 30 is used');
    expect(onChange).not.toHaveBeenCalledWith(70_000);
  });

  it('says nothing of a number in range, and gives it over', async () => {
    const { field, onChange } = show();
    await userEvent.clear(field);
    await userEvent.type(field, '12');
    expect(onChange).toHaveBeenLastCalledWith(12);
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
