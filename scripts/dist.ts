import { build } from 'electron-builder';
import { buildAll } from './build.ts';
import { fetchRuntime, findRuntime, runtimeFolder } from './desktop.ts';
import { inRepository } from './root.ts';

// `npm run dist:dir` makes the app as a folder, `npm run dist` this system's installers, both in dist/.
const reason = findRuntime() === null ? fetchRuntime() : null;
if (reason !== null) {
  console.error(`session-playground: nothing was packed, because ${reason}.`);
  process.exitCode = 1;
} else {
  await buildAll('warn');
  await build({
    projectDir: inRepository(),
    dir: process.argv.includes('--dir'),
    config: { electronDist: runtimeFolder() },
  });
}
