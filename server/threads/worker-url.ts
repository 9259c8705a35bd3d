const rooms = { 'lab-worker': 'lab', 'race-worker': 'races' } as const;

/**
 * Where the worker's file is, for a module in a folder of server/: in the source, in the bundle, and in the packed
 * desktop app. There the bundle is read from an archive, which a worker's loader does not see into; the worker's own
 * files lie unpacked beside it.
 */
export function workerUrl(moduleUrl: string, built: keyof typeof rooms = 'lab-worker'): URL {
  if (moduleUrl.endsWith('.ts')) return new URL(`../${rooms[built]}/worker.ts`, moduleUrl);
  return new URL(`./${built}.js`, moduleUrl.replace('/app.asar/', '/app.asar.unpacked/'));
}
