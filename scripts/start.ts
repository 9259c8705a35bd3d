import { endWithParent } from '../server/cli/process/end-with-parent.ts';
import { ensureApp, ensurePage } from './build.ts';
import { fetchRuntime, findRuntime, whyNoWindow } from './desktop.ts';
import { inRepository } from './root.ts';
import { runWindow } from './window.ts';

/** Opens the desktop window until it is closed; answers why it could not be opened. */
async function openWindow(): Promise<string | null> {
  const reason = whyNoWindow() ?? (findRuntime() === null ? fetchRuntime() : null);
  const runtime = findRuntime();
  if (reason !== null || runtime === null)
    return reason ?? "Electron's runtime is still missing after fetching it";
  await ensureApp();
  const end = await runWindow(runtime, [inRepository('out')]);
  if (end.type === 'never-opened') return `Electron did not start (${end.reason})`;
  process.exitCode = end.code;
  return null;
}

endWithParent();
const reason = await openWindow();
if (reason !== null) {
  process.stderr.write(
    `session-playground: no desktop window, because ${reason}. Opening the page instead.\n`,
  );
  await ensurePage();
  process.argv.splice(1, Infinity, inRepository('server/cli.ts'), 'serve');
  await import(inRepository('server/cli.ts'));
}
