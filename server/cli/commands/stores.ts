import { type StoreKind, storeKinds } from '../../contract/stores/store-kinds.ts';
import { shownStore } from '../../contract/stores/store-text.ts';
import { testStore } from '../../lab/test-store.ts';
import { storeNamed } from '../../scenarios/read/set.ts';
import { installPackages } from '../../stores/install-packages.ts';
import { ProblemError, problemError } from '../../words/problems.ts';
import { storeReportLines } from '../../words/store-report.ts';
import { interruptible } from '../process/interruptible.ts';
import type { ExitCode, Io } from '../process/output.ts';

/** Lists the kinds of store there are. */
export function stores({ io }: { io: Io }): void {
  const rows = Object.entries(storeKinds);
  const width = Math.max(...rows.map(([kind]) => kind.length));
  const lines = rows.map(([kind, { label, sentence, packages }]) => {
    const names = Object.keys(packages);
    const needs =
      names.length === 0
        ? ''
        : ` Opened with ${names.join(', ')}: your project’s own, or those installed apart.`;
    return `  ${kind.padEnd(width)}  ${label}. ${sentence}${needs}`;
  });
  const next = [
    'To try one: session-playground stores test redis://127.0.0.1:6379',
    'To install the packages that one is opened with, for Session Playground alone: session-playground stores install redis',
  ];
  io.out(`${lines.join('\n')}\n\n${next.join('\n')}\n`);
}

type InstallOptions = { kind: string | undefined; io: Io };

/** Installs what a kind of store is opened with. Throws ProblemError where that cannot be. */
export function installStoreCommand({ kind, io }: InstallOptions): Promise<ExitCode> {
  if (kind === undefined)
    throw problemError('missing', '', { expected: 'a kind of store' }, 'stores install');
  if (!isInstallable(kind)) throw problemError('none-of', '', { known: installable }, shownStore(kind));
  return interruptible(io, async (signal) => {
    const onProgress = ({ fetched }: { fetched: number }) => {
      if (io.isWatched) io.err(`\rnpm has fetched ${fetched} files\u001b[K`);
    };
    const { packages } = await installPackages(kind, { signal, onProgress });
    if (io.isWatched) io.err('\r\u001b[K');
    const names = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
    io.out(
      `Where a project has none of its own, ${storeKinds[kind].label} is opened with ${names.join(', ')} from now on.\n`,
    );
    return 0;
  });
}

const installable = Object.entries(storeKinds).flatMap(([kind, { packages }]) =>
  Object.keys(packages).length > 0 ? [kind] : [],
);
const isInstallable = (kind: string): kind is StoreKind => installable.includes(kind);

type TestOptions = { test: string; store: string | undefined; json: boolean; io: Io };

/** Opens a store, says what it does, and closes it. Throws ProblemError where it cannot be had. */
export async function testStoreCommand({ test, store, json, io }: TestOptions): Promise<void> {
  if (test !== 'test') throw problemError('none-of', '', { known: ['test', 'install'] }, shownStore(test));
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
