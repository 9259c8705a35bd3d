import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** `node start.ts <resources> <args…>`: starts the app in that folder as its own executable would, with these args. */
const [program = '', , resources = '', ...args] = process.argv;
process.argv = [program, ...args];
const early = process.env['STAND_IN_OPEN_FILE'];
Object.defineProperty(process, 'resourcesPath', { value: resources });
Object.defineProperty(process, 'type', { value: 'browser' });
Object.defineProperty(process, 'versions', {
  value: { ...process.versions, electron: 'stand-in', chrome: 'own' },
});

const electron = new URL('./index.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: electron, shortCircuit: true } : next(specifier, context),
});
const { app } = await import('./index.ts');
const { default: manifest } = await import(pathToFileURL(join(resources, 'app.asar/package.json')).href, {
  with: { type: 'json' },
});
await import(pathToFileURL(join(resources, 'app.asar', manifest.main)).href);
// macOS hands a file over before the app is ready (docs/api/app.md, open-file).
if (early !== undefined) app.emit('open-file', { preventDefault: () => {} }, early);
await app.becomeReady();
