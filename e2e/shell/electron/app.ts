import { spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { homedir, hostname } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { windows } from './browser-window.ts';
import { preventable } from './web-contents.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const exitNow = process.exit.bind(process);
const toldSchema = z.object({ argv: z.array(z.string()), cwd: z.string() });
const userDataSwitch = '--user-data-dir=';

/** Electron's `app`: above all in which order things begin and end. */
export class StandInApp extends EventEmitter {
  readonly isPackaged = true;
  name = 'Session Playground';
  #phase: 'starting' | 'running' | 'quitting' | 'exiting' = 'starting';
  readonly #ready = Promise.withResolvers<void>();
  readonly #atExit: () => Promise<void>;
  #userData =
    process.argv.findLast((one) => one.startsWith(userDataSwitch))?.slice(userDataSwitch.length) ??
    join(homedir(), '.config', 'Session Playground');
  readonly #switches = new Set(process.argv.map((one) => one.replace(/^--/, '')));
  #lock: Promise<void> = Promise.resolve();

  constructor(atExit: () => Promise<void>) {
    super();
    this.#atExit = atExit;
    mkdirSync(this.#userData, { recursive: true });
    // lib/browser/init.ts: process.exit is app.exit.
    process.exit = (code) => {
      void this.exit(Number(code ?? process.exitCode ?? 0));
      return new Promise<never>(() => {}) as never;
    };
  }

  getPath = (name: string): string => (name === 'home' ? homedir() : this.#userData);
  setPath = (name: string, path: string): void => {
    if (!isAbsolute(path)) throw new Error('Path must be absolute');
    if (name === 'userData') this.#userData = path;
  };
  getVersion = (): string => '0.1.0';
  getName = (): string => this.name;
  commandLine = { hasSwitch: (name: string): boolean => this.#switches.has(name) };
  /** App::EnableSandbox takes `--no-sandbox` out of the command line. */
  enableSandbox = (): void => void this.#switches.delete('no-sandbox');
  setAboutPanelOptions = (): void => {};
  addRecentDocument = (): void => {};
  clearRecentDocuments = (): void => {};
  whenReady = (): Promise<void> => this.#ready.promise;

  /** After the app's main file has run: electron_browser_main_parts.cc, LoadEnvironment before the message loop. */
  async becomeReady(): Promise<void> {
    await this.#lock;
    if (this.#phase !== 'starting') return;
    this.#phase = 'running';
    this.#takeSignals();
    this.emit('ready');
    this.#ready.resolve();
  }

  /**
   * InstallShutdownSignalHandlers puts its own handlers in the place of those set before, for one signal each: the first
   * one quits, the second one ends the process. Who listens after that (libuv) takes their place; but Node asks libuv
   * for a signal once only, so that who listened before stays deaf.
   */
  #takeSignals(): void {
    for (const signal of signals) {
      const wasHeard = process.listenerCount(signal) > 0;
      process.removeAllListeners(signal);
      let isTheirs = false;
      const once = (): void => {
        if (!isTheirs) this.quit();
      };
      process.once(signal, once);
      process.on('newListener', (name, listener) => {
        if (name !== signal || listener === once) return;
        if (wasHeard) setImmediate(() => process.off(signal, listener));
        else isTheirs = true;
      });
    }
  }

  /** Browser::Quit: `before-quit` may prevent it; else every window is asked. */
  quit(): void {
    if (this.#phase === 'quitting' || this.#phase === 'exiting') return;
    const event = preventable();
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.#phase = 'quitting';
    for (const window of [...windows]) window.close();
    if (windows.length > 0) return;
    this.emit('will-quit', preventable());
    void this.#end(0);
  }

  /** Browser::ExitWithCode: nobody is asked. Before the message loop runs the process ends at once. */
  async exit(code = 0): Promise<void> {
    if (this.#phase === 'starting') exitNow(code);
    this.#phase = 'exiting';
    for (const window of [...windows]) window.destroy();
    await this.#end(code);
  }

  async #end(code: number): Promise<void> {
    this.emit('quit', {}, code);
    // lib/browser/init.ts: the process's own exit is told at quit, while Chromium still runs.
    process.emit('exit', code);
    await this.#atExit();
    exitNow(code);
  }

  /**
   * One process for each profile; what another was started with goes to the first, before this call ends. Where the lock, a
   * link in the profile's folder, cannot be made (process_singleton_posix.cc: ProcessSingleton::Create, LOCK_ERROR), App::
   * RequestSingleInstanceLock answers as if another had been told, and says nothing.
   */
  requestSingleInstanceLock(): boolean {
    const path = join(this.#userData, 'SingletonSocket');
    const told = JSON.stringify({ argv: process.argv, cwd: process.cwd() });
    const tell = `const socket = require('node:net').connect(${JSON.stringify(path)});
      socket.on('error', () => process.exit(1)).end(${JSON.stringify(told)}).resume();`;
    if (spawnSync(process.execPath, ['-e', tell]).status === 0) return false;
    const lock = join(this.#userData, 'SingletonLock');
    try {
      for (const stale of [path, lock]) rmSync(stale, { force: true });
      symlinkSync(`${hostname()}-${process.pid}`, lock);
    } catch {
      return false;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#lock = promise;
    createServer((socket) => void this.#beTold(socket))
      .listen(path, resolve)
      .unref();
    return true;
  }

  async #beTold(socket: Socket): Promise<void> {
    const { argv, cwd } = toldSchema.parse(JSON.parse(await text(socket)));
    socket.end();
    // docs/api/app.md: never before `ready`, and with switches of Chromium's own among the arguments.
    await this.#ready.promise;
    const [program = '', ...rest] = argv;
    this.emit('second-instance', {}, [program, '--allow-file-access-from-files', ...rest], cwd, {});
  }
}
