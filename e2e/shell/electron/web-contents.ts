import { EventEmitter, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Chromium } from './cdp.ts';
import { pageSide } from './page-side.ts';

type Handler = (...args: unknown[]) => unknown;

/** What the app set in `session` and `ipcMain`; and how what it does is told to the test. */
export type Surroundings = {
  chromium: () => Promise<Chromium>;
  handlers: Map<string, Handler>;
  ipcMain: EventEmitter;
  tell: (what: string, details: unknown) => void;
};

const pausedSchema = z.object({
  requestId: z.string(),
  resourceType: z.string(),
  frameId: z.string(),
  request: z.object({ url: z.string(), postData: z.string().optional() }),
});
const askedSchema = z.object({
  type: z.enum(['invoke', 'send', 'sync', 'permission', 'copied', 'window-open']),
  id: z.number().default(0),
  channel: z.string(),
  args: z
    .array(z.object({ value: z.unknown().optional() }))
    .transform((args) => args.map(({ value }) => value)),
});

/** An event whose default may be prevented, as Electron makes them. */
export const preventable = (details: object = {}) => {
  const event = { ...details, defaultPrevented: false, preventDefault: () => {} };
  event.preventDefault = () => {
    event.defaultPrevented = true;
  };
  return event;
};

export class WebContents extends EventEmitter {
  readonly id = 1;
  readonly #around: Surroundings;
  readonly #target: Promise<{ chromium: Chromium; sessionId: string; targetId: string }>;
  #url = '';
  #isOurs = false;

  constructor(preload: string, around: Surroundings) {
    super();
    this.#around = around;
    this.#target = this.#attach(readFileSync(preload, 'utf8'));
  }

  async #attach(preload: string) {
    const chromium = await this.#around.chromium();
    const { targetId } = z
      .object({ targetId: z.string() })
      .parse(await chromium.send('Target.createTarget', { url: 'about:blank', newWindow: true }));
    const { sessionId } = z
      .object({ sessionId: z.string() })
      .parse(await chromium.send('Target.attachToTarget', { targetId, flatten: true }));
    chromium.listen(sessionId, (method, params) => this.#hear(method, params));
    const enable: [string, object][] = [
      ['Page.enable', {}],
      ['Runtime.enable', {}],
      ['Inspector.enable', {}],
      ['Runtime.addBinding', { name: '__electron' }],
      ['Page.addScriptToEvaluateOnNewDocument', { source: pageSide(preload) }],
      ['Fetch.enable', { patterns: [{ urlPattern: '*' }] }],
    ];
    for (const [method, params] of enable) await chromium.send(method, { ...params }, sessionId);
    return { chromium, sessionId, targetId };
  }

  async #send(method: string, params: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const { chromium, sessionId } = await this.#target;
    return chromium.send(method, params, sessionId);
  }

  #hear(method: string, params: Record<string, unknown>): void {
    if (method === 'Page.loadEventFired') {
      this.emit('did-finish-load');
      this.#around.tell('loaded', '');
    }
    if (method === 'Fetch.requestPaused') void this.#meetRequest(pausedSchema.parse(params));
    if (method === 'Runtime.bindingCalled') void this.#answer(JSON.parse(String(params['payload'])));
    // PrimaryMainFrameRenderProcessGone tells it in a task of its own, after a forced crash too.
    if (method === 'Inspector.targetCrashed')
      setImmediate(() => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 }));
  }

  async #meetRequest({ requestId, resourceType, frameId, request }: z.infer<typeof pausedSchema>) {
    const { url, postData = '' } = request;
    const { targetId } = await this.#target;
    if (new URL(url).pathname === '/__electron') {
      const value = await this.#answered(askedSchema.parse(JSON.parse(postData)));
      const body = Buffer.from(JSON.stringify({ value })).toString('base64');
      return this.#send('Fetch.fulfillRequest', { requestId, responseCode: 200, body });
    }
    const isMainFrame = frameId === targetId;
    const event = preventable({ url, isMainFrame });
    // Of the main process's own loads no such event is told (docs/api/web-contents.md, will-navigate).
    if (resourceType === 'Document' && !(isMainFrame && this.#isOurs)) {
      this.emit('will-frame-navigate', event);
      if (isMainFrame) this.emit('will-navigate', event);
      this.#around.tell('navigation', { url, isPrevented: event.defaultPrevented });
    }
    if (event.defaultPrevented) return this.#send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
    if (resourceType === 'Document' && isMainFrame) this.#isOurs = false;
    const cancel = await new Promise<unknown>((resolve) => {
      const before = this.#around.handlers.get('onBeforeRequest');
      if (before === undefined) resolve(false);
      before?.({ url, resourceType }, (answer: { cancel?: boolean }) => resolve(answer.cancel));
    });
    if (cancel === true) {
      this.#around.tell('cancelled', url);
      return this.#send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
    }
    return this.#send('Fetch.continueRequest', { requestId }).catch(() => {});
  }

  /** What the page asked of Electron or of the main process. */
  async #answered({ type, channel, args }: z.infer<typeof askedSchema>): Promise<unknown> {
    const { handlers, ipcMain, tell } = this.#around;
    const senderFrame = { url: await this.#address(), parent: null };
    if (type === 'copied') return tell('copied', args[0]);
    if (type === 'window-open') return tell('window-open', handlers.get('windowOpen')?.({ url: args[0] }));
    if (type === 'permission')
      return new Promise((resolve) => {
        const details = { requestingUrl: senderFrame.url, isMainFrame: true };
        handlers.get('permissionRequest')?.(this, channel, resolve, details);
      });
    if (type === 'invoke') return handlers.get(`invoke ${channel}`)?.({ senderFrame, sender: this }, ...args);
    const event = { senderFrame, sender: this, returnValue: undefined };
    ipcMain.emit(channel, event, ...args);
    return event.returnValue;
  }

  async #answer(asked: unknown): Promise<void> {
    const { id, ...rest } = askedSchema.parse(asked);
    try {
      this.#toPage({ id, value: await this.#answered({ id, ...rest }) });
    } catch (error) {
      this.#toPage({ id, error: error instanceof Error ? error.message : String(error) });
    }
  }

  #toPage(message: object): void {
    const expression = `window.__fromElectron?.(${JSON.stringify(message)})`;
    void this.#send('Runtime.evaluate', { expression }).catch(() => {});
  }

  async #address(): Promise<string> {
    const { chromium, targetId } = await this.#target;
    const found = await chromium.send('Target.getTargetInfo', { targetId });
    return z.object({ targetInfo: z.object({ url: z.string() }) }).parse(found).targetInfo.url;
  }

  /**
   * Settles when the page has loaded. Chromium itself takes an address that differs from the page's by its fragment
   * alone as a place in the same document: nothing is loaded, and nothing comes of it.
   */
  async loadURL(url: string): Promise<void> {
    const [to = '', from = ''] = [url, this.#url].map((one) => one.split('#')[0]);
    const isSameDocument = to === from && url.includes('#');
    this.#url = url;
    this.#isOurs = !isSameDocument;
    const loaded = isSameDocument ? Promise.resolve() : once(this, 'did-finish-load');
    await this.#send('Page.navigate', { url });
    await loaded;
  }
  reload(): void {
    this.#isOurs = true;
    void this.#send('Page.reload');
  }
  undo(): void {
    void this.#send('Input.dispatchKeyEvent', { type: 'keyDown', commands: ['undo'] });
  }
  redo(): void {
    void this.#send('Input.dispatchKeyEvent', { type: 'keyDown', commands: ['redo'] });
  }
  forcefullyCrashRenderer(): void {
    // A page that hangs does not hear it, nor answers.
    this.#send('Page.crash').catch(() => {});
  }
  setWindowOpenHandler(handler: Handler): void {
    this.#around.handlers.set('windowOpen', handler);
  }
  send(channel: string, ...args: unknown[]): void {
    this.#toPage({ channel, args });
  }
}
