/**
 * Where the worker's file is, beside the module that asks: in the source, in the bundle, and in the packed desktop
 * app. There the bundle is read from an archive, which a worker's loader does not see into; the worker's own files
 * lie unpacked beside it.
 */
export function workerUrlBeside(moduleUrl: string, built: 'lab-worker' | 'race-worker' = 'lab-worker'): URL {
  if (moduleUrl.endsWith('.ts')) return new URL('./worker.ts', moduleUrl);
  return new URL(`./${built}.js`, moduleUrl.replace('/app.asar/', '/app.asar.unpacked/'));
}
