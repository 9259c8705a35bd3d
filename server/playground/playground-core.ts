import { type Endpoint, findEndpoint, mainApp } from '../contract/endpoints.ts';
import type { BrowserInfo, JarCookie } from '../contract/events/events.ts';
import type { KeptRun } from '../contract/kept-run.ts';
import { instancesIn, type LabConfig, originIn } from '../contract/options/lab-config.ts';
import type { PlaygroundState } from '../contract/state.ts';
import type { StoreSecrets } from '../contract/stores/store-kinds.ts';
import type { AppPort } from '../lab/app-servers.ts';
import type { Lab, LabEnd, LabSettings } from '../lab/lab.ts';
import { createLabSource } from '../lab/lab-source.ts';
import { createSecretHider, type SecretHider } from '../lab/store-secrets.ts';
import type { VersionShift } from '../log/shift-versions.ts';
import type { World } from '../log/world.ts';
import { createNotifier } from '../threads/notifier.ts';
import { ProblemError } from '../words/problems.ts';
import { createLabKeeper } from './lab/lab-keeper.ts';
import { createTarget, type Target } from './requests/target.ts';
import { createRun, type Run } from './run.ts';

export type PlaygroundCoreSettings = {
  config: LabConfig;
  handler: string | null;
  browsers: readonly string[];
  maxEvents: number;
  timeout: number;
  createLab: (settings: LabSettings) => Promise<Lab>;
  limits: NonNullable<LabSettings['limits']>;
  /** Which settings of a store are secret; by default what the kinds there are say. */
  kinds?: StoreSecrets | undefined;
};

export type BrowserWithJar = { browser: BrowserInfo; cookies: readonly JarCookie[] };

/** Ends in a row, each soon after the start, until a typed-in handler is held for the cause and taken out. */
const endsUntilHandlerGoes = 3;

/** What all actions of a playground work on: the lab, and the run that it plays in. */
export class PlaygroundCore {
  readonly logNotifier = createNotifier();
  readonly stateNotifier = createNotifier();
  readonly #settings: PlaygroundCoreSettings;
  /** Everything that is told of the lab goes through it. */
  readonly secrets: SecretHider;
  /** With the store's real secrets: for labs alone. */
  #config: LabConfig;
  configRevision = 0;
  handler: string | null;
  run: Run;
  /** Of the lab that ran last. */
  endpoints: readonly Endpoint[] = [];
  /** Where the apps beside the main one answered last, so that one that comes back keeps its address. */
  readonly #furtherPorts = new Map<string, AppPort>();
  versions: PlaygroundState['versions'] = { node: process.version, express: '', expressSession: '' };
  #target: Target | null = null;
  /** What the next lab begins with, as if it had been there all along. */
  #revived: {
    sessions: Readonly<Record<string, string>>;
    shift: VersionShift;
    /** What the log knows, and that lab will not have. */
    lost: string[];
  } | null = null;
  /** The last lab was started with the order to crash, so that its end says nothing of the handler. */
  #isToCrash = false;
  #epoch = 0;
  #generation = 0;

  readonly keeper = createLabKeeper({
    create: (port) => this.#createLab(port),
    onStarted: (lab) => this.#onStarted(lab),
    onEnded: (end) => this.#onEnded(end),
    onEndedAgain: (times) => this.#onEndedAgain(times),
    onStartFailed: (message) =>
      this.emitError(`A fresh lab could not be started: ${message} It is tried again.`),
  });

  constructor(settings: PlaygroundCoreSettings) {
    this.#settings = settings;
    this.secrets = createSecretHider(settings.kinds);
    const given = this.secrets.unmask(settings.config, []);
    if (!given.ok) throw new ProblemError(given.problems);
    this.#config = given.config;
    this.handler = settings.handler;
    this.secrets.learn(given.config);
    this.run = this.newRun([]);
    for (const name of settings.browsers) {
      const added = this.run.browsers.add(name);
      if (!added.ok) throw new ProblemError(added.problems);
    }
  }

  get config(): LabConfig {
    return this.#config;
  }

  set config(config: LabConfig) {
    this.#config = config;
    this.secrets.learn(config);
    this.configRevision++;
  }

  /** As it is told to everybody but labs. */
  get shownConfig(): LabConfig {
    return this.secrets.mask(this.#config);
  }

  newRun(browsers: readonly BrowserWithJar[], beginning?: KeptRun): Run {
    return createRun({
      beginning,
      epoch: ++this.#epoch,
      maxEvents: this.#settings.maxEvents,
      config: this.shownConfig,
      hide: this.secrets.hide,
      browsers,
      timeout: this.#settings.timeout,
      target: () => this.#target,
      lacking: (spec) => {
        const found = findEndpoint(instancesIn(this.config), spec);
        return found.ok ? null : found;
      },
      originOf: ({ app }) => originIn(this.config, app),
      nextTarget: (signal) => this.#nextTarget(signal),
      onLogged: (events) => {
        this.logNotifier.notify();
        if (events.some(({ type }) => type === 'faults')) this.stateNotifier.notify();
      },
      onPending: () => this.stateNotifier.notify(),
    });
  }

  /** The next lab begins with these sessions; `stored` is what the log knows of them. */
  revive(sessions: Readonly<Record<string, string>>, stored: World['sessions']): void {
    const shift = [...stored].map(([key, { version }]) => [key, version - 1] as const);
    const lost = [...stored.keys()].filter((key) => !Object.hasOwn(sessions, key));
    this.#revived = { sessions, shift: new Map(shift), lost };
  }

  /** Ends the lab until the next start; what is still under way fails. */
  async stopLab(): Promise<void> {
    const { run } = this;
    const target = this.#target;
    this.#target = null;
    await Promise.all([target?.close(), this.keeper.stop()]);
    run.collector.rest();
    await run.collector.settled();
    this.stateNotifier.notify();
  }

  async #createLab(port: number): Promise<Lab> {
    const { run } = this;
    const { collector } = run;
    // A crash that was asked for so many times is counted in the last events of the lab before.
    await collector.settled();
    this.#isToCrash = run.faults.process.crashes !== 0;
    const firstCall = collector.firstCall();
    const shift = this.#revived?.shift ?? new Map();
    const created = this.#settings.createLab({
      config: this.config,
      handler: this.handler,
      origin: run.origin,
      clock: run.clock,
      faults: run.faults,
      port,
      furtherPorts: [...this.#furtherPorts.values()],
      limits: this.#settings.limits,
      firstOutside: run.nextOutside(),
      firstCall,
      ...(this.#revived === null ? {} : { sessions: this.#revived.sessions }),
    });
    collector.add(
      created.then((lab) => createLabSource(lab, `lab ${firstCall}`, shift, this.secrets.hideInTold)),
    );
    return created;
  }

  /** Apps may have come, gone, or moved. */
  followEndpoints(lab: Lab): void {
    this.endpoints = lab.endpoints();
    this.#target?.follow(this.endpoints);
    for (const { app, origin } of this.endpoints) {
      if (app !== mainApp) this.#furtherPorts.set(app, { app, port: Number(new URL(origin).port) });
    }
  }

  async #nextTarget(signal: AbortSignal): Promise<Target> {
    while (!this.#target) await this.keeper.next(signal);
    return this.#target;
  }

  #onStarted(lab: Lab): void {
    this.#target = createTarget(lab);
    this.followEndpoints(lab);
    this.versions = lab.versions;
    if (lab.own !== null) this.config = { ...this.config, options: lab.own.options };
    const { shownConfig: config, handler } = this;
    const lost = this.#revived?.lost ?? [];
    this.run.emit(
      this.#revived === null
        ? {
            type: 'lab-started',
            generation: ++this.#generation,
            url: lab.url,
            config,
            versions: lab.versions,
            handler,
          }
        : {
            type: 'lab-configured',
            config,
            storeKept: true,
            handler,
            ...(lost.length > 0 && { lost }),
          },
    );
    this.#revived = null;
    this.stateNotifier.notify();
  }

  #onEnded(end: LabEnd): void {
    const target = this.#target;
    this.#target = null;
    this.run.emit({ type: 'lab-stopped', ...end });
    this.stateNotifier.notify();
    void target?.close();
  }

  #onEndedAgain(times: number): void {
    if (times < endsUntilHandlerGoes || this.handler === null || this.#isToCrash) return;
    this.handler = null;
    this.emitError(
      `The lab ended ${times} times in a row, each time right after its start, so your own handler was taken out. ` +
        'Change what it does outside of a request, and set it again.',
    );
  }

  /** Tells what went wrong with the lab, in a sentence. */
  emitError(message: string): void {
    this.run.emit({ type: 'error', request: null, message, stack: null });
  }
}
