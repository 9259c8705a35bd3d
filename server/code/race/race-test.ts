import type { Result } from '../../contract/errors.ts';
import type { AnomalyKind, RaceSpec, StepLabel } from '../../contract/races/races.ts';
import { ProblemError, problemError } from '../../words/problems.ts';
import { storeCode } from '../express/express-code-parts.ts';
import { literal } from '../express/express-code-words.ts';
import { appText, optionsText, storeInTest, storeText } from './app-text.ts';
import { driverText } from './driver-text.ts';
import { capturesIn, sentText } from './sent-text.ts';

export type RaceTest = { filename: string; text: string };

/** What the test shows: one schedule, and what is wrong with what it leaves. */
export type Shown = { kind: AnomalyKind; words: string; example: readonly StepLabel[] };

/** Requests whose one-at-a-time orders a test can run in a bearable time: 6! are 720. */
const mostRaced = 6;

/**
 * A vitest file that fails as long as that schedule leaves what no one-at-a-time order leaves. It runs by itself against
 * the real express-session, wherever express, express-session and vitest are installed.
 */
export function raceTest(race: RaceSpec, shown: Shown): Result<RaceTest> {
  try {
    if (race.requests.length > mostRaced)
      throw problemError('too-many-for-test', 'requests', { most: mostRaced });
    const text = [
      headText(shown),
      importsText(race),
      optionsText(race.lab),
      storeText(race.lab),
      appText(race),
      `${sentText(race)}\n\n// ${oneLine(shown.words)}\nconst schedule =\n  ${literal(shown.example.join(' '))}.split(' ');`,
      testText,
      driverText(capturesIn(race)),
    ].join('\n\n');
    return { ok: true, filename: filenameOf(shown.kind), text };
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problems: [...error.problems] };
    throw error;
  }
}

const filenameOf = (kind: AnomalyKind): string => `${kind.replaceAll(' ', '-')}.test.mjs`;

/** Whatever it holds, it stays inside its comment line. */
const oneLine = (text: string): string => text.replace(/[\r\n\u2028\u2029]+/g, ' ');

const headText = ({
  kind,
}: Shown): string => `// ${kind}: fails as long as these overlapping requests can leave what one request after the other never leaves.
// Written by Session Playground. It runs against the real express-session:
//   npm i express express-session && npm i -D vitest
//   npx vitest run ${filenameOf(kind)}
// Change an option, or how the requests are handled, and see whether it passes then.`;

function importsText({ lab, handler }: RaceSpec): string {
  const needsRequire = handler?.includes('require(') ?? false;
  return [
    "import { AsyncLocalStorage } from 'node:async_hooks';",
    "import { createServer } from 'node:http';",
    ...(needsRequire ? ["import { createRequire } from 'node:module';"] : []),
    ...(storeCode(storeInTest(lab), 'js')?.imports ?? []),
    "import { isDeepStrictEqual } from 'node:util';",
    "import express from 'express';",
    "import session from 'express-session';",
    "import { afterAll, beforeAll, expect, it, vi } from 'vitest';",
    ...(needsRequire ? ['', 'const require = createRequire(import.meta.url);'] : []),
  ].join('\n');
}

const testText = `// The clock stands still, so that no expiry differs.
const start = Date.now();
beforeAll(() => vi.useFakeTimers({ toFake: ['Date'], now: start }));
afterAll(() => vi.useRealTimers());

it('leaves what some order of one request after the other leaves', async () => {
  const serial = [];
  for (const order of ordersOf(Object.keys(requests))) serial.push(await oneAfterTheOther(order));
  const { trace, outcome } = await inOrder(schedule);
  const like = serial.find((one) => isDeepStrictEqual(one, outcome));
  expect(outcome, \`\${trace.join(' ')} left what one request after the other never leaves\`).toEqual(like ?? serial[0]);
}, 60_000);`;
