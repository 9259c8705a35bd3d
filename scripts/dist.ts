import { build } from 'electron-builder';
import { buildAll } from './build.ts';
import { fetchRuntime, findRuntime, runtimeFolder } from './desktop.ts';
import { dropEmptySecrets, packConfig } from './pack-config.ts';
import { withModes } from './pack-modes.ts';
import { inRepository } from './root.ts';

// `npm run dist:dir` makes the app as a folder around this machine's own runtime; `npm run dist` this system's
// installers, for every architecture that it has, whose runtimes electron-builder fetches. Both in dist/.
const isFolder = process.argv.includes('--dir');
const reason = isFolder && findRuntime() === null ? fetchRuntime() : null;
if (reason !== null) {
  console.error(`session-playground: nothing was packed, because ${reason}.`);
  process.exitCode = 1;
} else {
  dropEmptySecrets(process.env);
  await buildAll('warn');
  await withModes(() =>
    build({
      projectDir: inRepository(),
      dir: isFolder,
      publish: 'never',
      config: {
        ...packConfig(process.env, process.platform),
        ...(isFolder && { electronDist: runtimeFolder() }),
      },
    }),
  );
}
