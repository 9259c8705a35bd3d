import { countText } from '../../contract/races/race-counts.ts';
import type { RaceProgress } from '../../contract/races/races.ts';
import type { Io } from '../process/output.ts';

/** ms before a race counts as long, and between two looks at it. */
const quietFor = 1000;
const everyMs = 100;

/** One line on the terminal, written over as the race goes on; nothing where nobody watches, or nothing takes long. */
export function progressLine(io: Pick<Io, 'err' | 'isWatched'>, now: () => number = () => performance.now()) {
  const startedAt = now();
  let shownAt = Number.NEGATIVE_INFINITY;
  return {
    show: (progress: RaceProgress): void => {
      if (!io.isWatched || now() - startedAt < quietFor || now() - shownAt < everyMs) return;
      shownAt = now();
      io.err(`\r${progressText(progress)}\u001b[K`);
    },
    clear: (): void => {
      if (shownAt > 0) io.err('\r\u001b[K');
    },
  };
}

/** `12,345 states, 4,500 a second, 34%, about 3 s left`. */
function progressText({ states, rate, done, left }: RaceProgress): string {
  const still = left === null ? '' : `, about ${durationText(left)} left`;
  return `${countText(states)} states, ${countText(Math.round(rate))} a second, ${Math.floor(done * 100)}%${still}`;
}

function durationText(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
