import { afterAll, describe, expect, it } from 'vitest';
import type { Lesson } from '../../contract/scenario/scenario.ts';
import { createLabPool } from '../../lab/lab-pool.ts';
import { sampled } from '../../sampled.test-helper.ts';
import type { SpawnHost } from '../../threads/host.ts';
import { workerSpawner } from '../../threads/spawn.ts';
import { findLesson } from './course.ts';
import { type MutationName, mutationNames, mutations } from './mutations.test-helper.ts';
import { broken, runnerOf } from './run-lesson.test-helper.ts';

const timeout = 60_000;

const lessonOf = (id: string): Lesson => {
  const lesson = findLesson(id);
  if (lesson === undefined) throw new Error(`There is no lesson "${id}".`);
  return lesson;
};

/** A worker's own address loses its query, an import's does not. */
function workerWith(mutation: MutationName): SpawnHost {
  const url = new URL('./mutant-worker.test-helper.ts', import.meta.url);
  url.searchParams.set('mutation', mutation);
  const code = `import ${JSON.stringify(url.href)}`;
  return workerSpawner(new URL(`data:text/javascript,${encodeURIComponent(code)}`));
}

const mutated = (mutation: MutationName) => {
  const spawn = workerWith(mutation);
  return { spawn, spawnForeign: spawn };
};

const defects = mutationNames.filter((name) => name !== 'none');
/** The lessons that have to see it: one of them, where not all are run. */
const catching = (name: MutationName): readonly string[] => sampled(name, mutations[name].caughtBy, 1);

describe.each(defects)('where %s', (name) => {
  const pool = createLabPool(mutated(name));
  const ran = runnerOf(pool);
  afterAll(pool.close);

  it.concurrent.each(catching(name))(
    'the lesson %s does not hold',
    async (id) => {
      expect(broken(await ran(lessonOf(id)))).not.toEqual([]);
    },
    timeout,
  );
});

describe('where nothing is changed, in the same way', () => {
  const pool = createLabPool(mutated('none'));
  const ran = runnerOf(pool);
  afterAll(pool.close);

  it.concurrent.each([...new Set(defects.flatMap(catching))])(
    'the lesson %s holds',
    async (id) => {
      expect(broken(await ran(lessonOf(id)))).toEqual([]);
    },
    timeout,
  );
});
