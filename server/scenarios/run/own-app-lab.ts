import type { UserAppFiles } from '../../app/user/user-app.ts';
import type { FoundApp } from '../../contract/found-app.ts';
import { createLab } from '../../lab/host.ts';
import type { Lab, LabSettings } from '../../lab/lab.ts';

/** Labs that run an app of somebody's own; what was found of it is known when the first has started. */
export function labsOver(
  app: UserAppFiles | null,
  create: (settings: LabSettings) => Promise<Lab> = createLab,
): { createLab: (settings: LabSettings) => Promise<Lab>; found: () => FoundApp | undefined } {
  let found: FoundApp | undefined;
  return {
    createLab: async (settings) => {
      const lab = await create({ ...settings, app });
      found = lab.own?.found ?? found;
      return lab;
    },
    found: () => found,
  };
}
