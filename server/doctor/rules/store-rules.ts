import { contextStores } from '../../contract/doctor/doctor-context.ts';
import { isPerProcess } from '../../contract/stores/store-kinds.ts';
import { links } from '../links.ts';
import { noOptions, type RuleTable, type Subject } from '../rule.ts';

/** Where sessions are kept. */
export const storeRules = {
  'memory-store-production': {
    severity: 'hazard',
    option: 'store',
    title: 'MemoryStore in production: it forgets all, and frees nothing.',
    when: 'the store is a MemoryStore, in production',
    why: 'Sessions are gone with the process: every restart and every deployment logs everybody out. Those that expired stay in memory until somebody asks for them, so it grows until the process ends.',
    causes: (subject) => (subject.context.production === true ? memoryIn(subject) : null),
    fix: {
      words:
        'Take a store outside of the process, such as connect-redis or connect-pg-simple. In the lab, SQLite.',
      options: noOptions,
      store: 'sqlite',
    },
    lesson: 'memory-grows',
    link: links.memoryStore,
  },
  'memory-store-instances': {
    severity: 'hazard',
    option: 'store',
    title: 'Each process has sessions of its own, and knows nothing of the others’.',
    when: 'several processes serve the same visitors, and the store is one in memory or is said not to be shared',
    why: 'A login on one is unknown to the next. Which one answers is chance, so visitors are logged in and out from one request to the other. A sticky balancer hides that, until a process is started anew.',
    causes: (subject) => {
      const { instances, store, sharedStore } = subject.context;
      const isOwn = sharedStore === false || (sharedStore === null && store !== null && isPerProcess(store));
      return instances !== null && instances > 1 && isOwn
        ? {
            ...(store === null ? {} : { store: contextStores[store].label }),
            instances,
            ...(sharedStore === null ? {} : { 'shared store': sharedStore }),
          }
        : null;
    },
    fix: {
      words:
        'One store for all of them, such as connect-redis or connect-pg-simple. In the lab, SQLite that the instances share.',
      options: noOptions,
      store: 'sqlite',
    },
    lesson: 'two-instances',
    link: links.memoryStore,
  },
} satisfies RuleTable;

function memoryIn({ context: { store } }: Subject): { store: string } | null {
  return store === 'memory' || store === 'memory-no-touch' || store === 'memory-non-atomic-touch'
    ? { store: contextStores[store].label }
    : null;
}

export type StoreRuleId = keyof typeof storeRules;
