import { type Result, refuse } from '../contract/errors.ts';
import { messageOf } from '../contract/message-of.ts';
import { defaultLabConfig, type LabConfig } from '../contract/options/lab-config.ts';
import type { StoreReport } from '../contract/stores/store-report.ts';
import { ProblemError } from '../words/problems.ts';
import { createLab } from './host.ts';
import type { Lab, LabSettings } from './lab.ts';

/** Opens a store as a lab does, asks what it does, and closes it with all that was put in. */
export async function testStore(
  store: LabConfig['store'],
  create: (settings: LabSettings) => Promise<Lab> = createLab,
): Promise<Result<{ report: StoreReport }>> {
  const config = { ...defaultLabConfig(), store };
  try {
    const lab = await create({ config, handler: null, origin: process.hrtime.bigint(), clock: 0, port: 0 });
    try {
      return { ok: true, report: await lab.storeReport() };
    } finally {
      await lab.close();
    }
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problems: [...error.problems] };
    return refuse('library-said', 'store', { message: messageOf(error) });
  }
}
