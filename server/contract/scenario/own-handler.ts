import { z } from 'zod';
import { ownHandlerPath } from '../routes.ts';

/** Bytes of UTF-8 that a handler of one's own may have. */
export const mostHandlerBytes = 50_000;

const tooLong = `expected at most ${mostHandlerBytes} bytes of code`;

/** Source of a function `(req, res, next) => { … }`. That it is one is seen where it is read or run. */
export const handlerSourceSchema = z
  .string()
  .max(mostHandlerBytes, tooLong)
  .refine((source) => new TextEncoder().encode(source).length <= mostHandlerBytes, tooLong);

/** As a scenario has it: JSON has no texts of several lines, so it may be a list of them. */
export const handlerInputSchema = z
  .union([z.string(), z.array(z.string())], {
    error: `expected the source of a function (req, res, next) => { … } as a text, or as a list of its lines; it answers at ${ownHandlerPath}, whatever the method`,
  })
  .transform((source) => (typeof source === 'string' ? source : source.join('\n')))
  .pipe(handlerSourceSchema);

/** As it is written into a file: line by line, so that who reads the file can read it. */
export const handlerLines = (source: string): string | string[] =>
  source.includes('\n') ? source.split('\n') : source;

/** Whether a request to this path comes to the handler. Express sees no difference in case, nor a slash at the end. */
export const isOwnHandlerPath = (path: string): boolean =>
  (path.split(/[?#]/)[0] ?? '').toLowerCase().replace(/\/$/, '') === ownHandlerPath;

/** Whether one of a scenario's steps sends a request to it; a handler to which none does has no place in a file. */
export const reachesOwnHandler = (steps: readonly object[]): boolean =>
  steps.some((step) => {
    const sent = 'send' in step ? [step.send] : 'together' in step ? step.together : [];
    return z
      .array(z.looseObject({ path: z.string() }))
      .safeParse(sent)
      .data?.some(({ path }) => isOwnHandlerPath(path));
  });
