import { z } from 'zod';
import { type OptionRow, optionRow } from './option-row.ts';

/** What the lab may put around the session middleware. None of it is an option of express-session. */
export const labSettingRows = {
  oneAtATime: optionRow({
    label: 'oneAtATime',
    group: 'around',
    control: { type: 'switch' },
    defaultText: 'off',
    sentence: 'Makes requests with the same session cookie wait for the one before.',
    changes:
      'On: they no longer overlap, so none writes over another. In one process only, and a slow request holds up the rest.',
    schema: z.boolean(),
  }),
};

/** The same by path, in the order in which it is shown. */
export const labSettingCatalogue: ReadonlyArray<{ path: string; row: OptionRow }> = Object.entries(
  labSettingRows,
).map(([path, row]) => ({ path, row }));
