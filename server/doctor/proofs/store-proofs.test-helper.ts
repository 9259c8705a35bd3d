import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoreKind } from '../../contract/stores/store-kinds.ts';
import type { Subject } from '../rule.ts';
import type { StoreRuleId } from '../rules/store-rules.ts';
import type { Proof } from './proof.test-helper.ts';
import { appWith, storeOpenedBy } from './several-apps.test-helper.ts';

export const storeProofs: Readonly<Record<StoreRuleId, Proof>> = {
  'memory-store-production': {
    options: { cookie: { maxAge: 3_600_000 } },
    context: { production: true },
    isSound: (subject, kind) => knowsLoginOf('a process that ended', subject, kind),
  },
  'memory-store-instances': {
    options: {},
    context: { instances: 2 },
    isSound: (subject, kind) => knowsLoginOf('a process beside it', subject, kind),
  },
};

/** Whether a process knows who logged in at another one. */
async function knowsLoginOf(
  other: 'a process that ended' | 'a process beside it',
  { options }: Subject,
  kind: StoreKind,
): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'session-playground-doctor-'));
  const first = storeOpenedBy(kind, folder);
  const { cookie } = await (await appWith(options, first.store)).login();
  if (other === 'a process that ended') first.close();
  const second = storeOpenedBy(kind, folder);
  try {
    return await (await appWith(options, second.store)).knows(cookie);
  } finally {
    second.close();
    if (other === 'a process beside it') first.close();
    await rm(folder, { recursive: true });
  }
}
