// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { scenarioSchema } from '../../../../server/contract/scenario/scenario.ts';
import { renderInWindow } from '../../../rendered.test-helper.tsx';
import type { Entry } from '../catalogue/entry.ts';
import { createLessonsStore, useLessons } from '../lessons-store.ts';
import { Contents } from './contents.tsx';

const entry = (id: string, chapter: string): Entry => ({
  id,
  chapter,
  origin: 'course',
  scenario: scenarioSchema.parse({
    format: 'session-playground/scenario@1',
    title: `About ${id}`,
    browsers: ['alice'],
    steps: [{ send: { browser: 'alice', path: '/views' } }],
  }),
});

it('folds a chapter, which stays so at the next visit, and shows what is found in it all the same', () => {
  useLessons.setState({ foldedChapters: [], progress: { touch: { passed: true, done: false } } });
  const entries = [entry('save', 'Saving'), entry('touch', 'Saving'), entry('logout', 'Ending')];
  renderInWindow(<Contents entries={entries} missing={null} />);
  const saving = screen.getByRole('region', { name: 'Saving' });
  const rows = () => within(saving).queryAllByRole('link').length;
  const head = within(saving).getByRole('button', { name: /Saving/ });
  expect(head.textContent).toContain('1 of 2');
  expect(rows()).toBe(2);
  fireEvent.click(head);
  expect(rows()).toBe(0);
  expect(head.getAttribute('aria-expanded')).toBe('false');
  const written = localStorage.getItem('lessons');
  const next = createLessonsStore({ getItem: () => written, setItem: () => {}, removeItem: () => {} });
  expect(next.getState().foldedChapters).toEqual(['Saving']);
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'touch' } });
  expect(rows()).toBe(1);
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: '' } });
  expect(rows()).toBe(0);
});
