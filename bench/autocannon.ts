import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { z } from 'zod';

const program = createRequire(import.meta.url).resolve('autocannon/autocannon.js');

const resultSchema = z.object({
  duration: z.number(),
  errors: z.number(),
  non2xx: z.number(),
  requests: z.object({ average: z.number(), total: z.number() }),
});
export type Load = z.infer<typeof resultSchema>;

/** Runs autocannon in a process of its own, so that the measured one shares no event loop with it. */
export async function load(url: string, args: readonly string[]): Promise<Load> {
  const child = spawn(process.execPath, [program, '--json', ...args, url], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  if (code !== 0) throw new Error(`autocannon ended with exit code ${code}`);
  const result = resultSchema.parse(JSON.parse(text));
  if (result.errors > 0 || result.non2xx > 0) {
    throw new Error(`${result.errors} errors and ${result.non2xx} answers other than 2xx from ${url}`);
  }
  return result;
}
