import { storeKinds } from '../../contract/stores/store-kinds.ts';
import { shownStore } from '../../contract/stores/store-text.ts';
import { testStore } from '../../lab/test-store.ts';
import { storeNamed } from '../../scenarios/read/set.ts';
import { ProblemError, problemError } from '../../words/problems.ts';
import { storeReportLines } from '../../words/store-report.ts';
import type { Io } from '../process/output.ts';

/** Lists the kinds of store there are. */
export function stores({ io }: { io: Io }): void {
  const rows = Object.entries(storeKinds);
  const width = Math.max(...rows.map(([kind]) => kind.length));
  const lines = rows.map(([kind, { label, sentence, packages }]) => {
    const needs = packages.length === 0 ? '' : ` Opened with your own ${packages.join(', ')}.`;
    return `  ${kind.padEnd(width)}  ${label}. ${sentence}${needs}`;
  });
  io.out(`${lines.join('\n')}\n\nTo try one: session-playground stores test redis://127.0.0.1:6379\n`);
}

type TestOptions = { test: string; store: string | undefined; json: boolean; io: Io };

/** Opens a store, says what it does, and closes it. Throws ProblemError where it cannot be had. */
export async function testStoreCommand({ test, store, json, io }: TestOptions): Promise<void> {
  if (test !== 'test') throw problemError('none-of', '', { known: ['test'] }, shownStore(test));
  if (store === undefined) throw problemError('missing', '', { expected: 'a store' }, 'stores test');
  const shown = shownStore(store);
  const named = storeNamed(store, '');
  if (!named.ok) throw new ProblemError(named.problems, shown);
  const tested = await testStore(named.store);
  if (!tested.ok)
    throw new ProblemError(
      tested.problems.map((each) => ({ ...each, at: '' })),
      shown,
    );
  const { report } = tested;
  io.out(json ? `${JSON.stringify(report)}\n` : `${storeReportLines(report).join('\n')}\n`);
}
