/**
 * A lab's worker whose express-session has a defect; which one is in the address (`?mutation=`). Only tests name this
 * file as a lab's worker. The package on disk is left alone: its source is changed while it is loaded.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type Mutation, mutated, mutations } from './mutations.test-helper.ts';

const name = new URL(import.meta.url).searchParams.get('mutation') ?? '';
const mutation: Mutation | undefined = Reflect.get(mutations, name);
if (mutation === undefined) throw new Error(`There is no mutation "${name}".`);

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    if (!url.endsWith(`/node_modules/express-session/${mutation.file}`)) return loaded;
    return { ...loaded, source: mutated(readFileSync(fileURLToPath(url), 'utf8'), mutation) };
  },
});

await import('../../lab/worker.ts');
