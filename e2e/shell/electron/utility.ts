import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';

/** Electron's `utilityProcess`: a process of Node's, which finds its parent at `process.parentPort`. */
class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;
  constructor(modulePath: string, env: NodeJS.ProcessEnv) {
    super();
    this.#child = fork(modulePath, [], {
      env,
      execArgv: ['--import', import.meta.url],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const name of ['spawn', 'message', 'exit']) this.#child.on(name, (value) => this.emit(name, value));
  }
  get pid() {
    return this.#child.pid;
  }
  get stdout() {
    return this.#child.stdout;
  }
  get stderr() {
    return this.#child.stderr;
  }
  postMessage = (message: Uint8Array): void => void (this.#child.connected && this.#child.send(message));
  kill = (): boolean => this.#child.kill();
}

export const utilityProcess = {
  fork: (modulePath: string, _args: string[], { env = {} }: { env?: NodeJS.ProcessEnv }) =>
    new UtilityProcess(modulePath, env),
};

// As `--import` of such a process.
if (process.channel !== undefined && process.env['STAND_IN'] === undefined) {
  const port = Object.assign(new EventEmitter(), {
    postMessage: (message: unknown) => process.send?.(message),
  });
  process.on('message', (data) => port.emit('message', { data }));
  Object.assign(process, { parentPort: port });
}
