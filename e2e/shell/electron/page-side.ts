/**
 * What runs in the page before its own script: the preload, and what of Electron the page meets. Here both are in one
 * world, where Electron isolates them.
 */
export const pageSide = (preload: string): string =>
  `(${inPage})(function (require, process) {\n${preload}\n})`;

declare const __electron: (message: string) => void;

type Heard = { channel: string; listener: (event: object, ...args: unknown[]) => void };

type Preload = (require: () => object, process: object) => void;

function inPage(preload: Preload): void {
  // nodeIntegrationInSubFrames is off: a frame has no preload.
  if (window !== window.top || location.protocol === 'about:') return;
  const post = __electron;
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const heard: Heard[] = [];
  let last = 0;
  const ask = (type: string, channel: string, args: unknown[]): Promise<unknown> => {
    last += 1;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(last, answer);
    post(JSON.stringify({ type, id: last, channel, args: args.map((value) => ({ value })) }));
    return answer.promise;
  };
  const askSync = (type: string, channel: string, args: unknown[]): unknown => {
    const request = new XMLHttpRequest();
    request.open('POST', '/__electron', false);
    request.send(JSON.stringify({ type, channel, args: args.map((value) => ({ value })) }));
    return JSON.parse(request.responseText).value;
  };
  const fromMain = (message: {
    id?: number;
    value?: unknown;
    error?: string;
    channel?: string;
    args?: unknown[];
  }) => {
    for (const { channel, listener } of heard) {
      if (message.id === undefined && channel === message.channel) listener({}, ...(message.args ?? []));
    }
    const answer = waiting.get(message.id ?? 0);
    if (message.error === undefined) answer?.resolve(message.value);
    else answer?.reject(new Error(message.error));
  };
  Object.defineProperty(window, '__fromElectron', { value: fromMain });

  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) => ask('invoke', channel, args),
    send: (channel: string, ...args: unknown[]) => void ask('send', channel, args),
    sendSync: (channel: string, ...args: unknown[]) => askSync('sync', channel, args),
    on: (channel: string, listener: Heard['listener']) => void heard.push({ channel, listener }),
    off: (_channel: string, listener: unknown) => {
      const at = heard.findIndex((one) => one.listener === listener);
      if (at >= 0) heard.splice(at, 1);
    },
  };
  const contextBridge = {
    exposeInMainWorld: (name: string, value: unknown) => Object.defineProperty(window, name, { value }),
  };

  // WebContents::OnEnterFullscreenModeForTab returns without a word where it was not allowed: the promise stays open.
  const fill = Element.prototype.requestFullscreen;
  Element.prototype.requestFullscreen = async function fullscreen(...args) {
    const isAllowed = await ask('permission', 'fullscreen', []);
    return isAllowed === true ? fill.apply(this, args) : new Promise(() => {});
  };
  // The system's clipboard is nobody's to change in a test.
  navigator.clipboard.writeText = async (text) => {
    if ((await ask('permission', 'clipboard-sanitized-write', [])) !== true)
      throw new DOMException('Write permission denied.', 'NotAllowedError');
    await ask('copied', '', [text]);
  };
  // What they bring is this machine's: only whether it was allowed can be seen.
  const given = (permission: string) => async (): Promise<never> => {
    const isAllowed = (await ask('permission', permission, [])) === true;
    throw new DOMException(permission, isAllowed ? 'NotFoundError' : 'NotAllowedError');
  };
  navigator.clipboard.readText = given('clipboard-read');
  navigator.mediaDevices.getUserMedia = given('media');
  navigator.geolocation.getCurrentPosition = (_onFound, onFailed) =>
    void given('geolocation')().catch(onFailed);
  window.open = (url) => {
    askSync('window-open', '', [String(url)]);
    return null;
  };

  preload(() => ({ ipcRenderer, contextBridge }), { sandboxed: true });
}
