import type { KeyboardEvent } from 'react';

/** Up and Down go from row to row of the contents, and from the search box into the list. */
export function moveAmongRows(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const contents = event.currentTarget.closest('.contents');
  if (by === undefined || contents === null) return;
  const rows = [...contents.querySelectorAll<HTMLElement>('.lesson-row')];
  const at = rows.indexOf(event.currentTarget);
  const next = rows[at === -1 ? 0 : at + by];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
