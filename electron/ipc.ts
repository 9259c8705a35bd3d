/**
 * The one door from the page to the main process, which may open dialogs, read and write files and start the default
 * browser. The page shows what a lab answers, and a lab runs typed-in code; were something of it ever to run as script
 * or be framed in the window, it must get nothing here. So a call is answered only when it comes from the top frame at
 * our own origin, and only with arguments of the declared shape.
 */
import type { IpcMain, IpcMainEvent, WebFrameMain } from 'electron';
import { z } from 'zod';
import { fileKinds, linkIds } from '../server/contract/bridge.ts';
import { issueLinkSchema } from '../server/contract/scenario/lessons.ts';
import { type CallAnswer, type CallInput, type CallName, channels, keptChannel } from './bridge.ts';

/** Characters that a file opened or saved may have. */
const maxFileLength = 64 * 1024 * 1024;
/** Characters of one thing that the page keeps. */
const maxKeptLength = 1024 * 1024;

const inputs: { [Name in CallName]: z.ZodType<CallInput<Name>> } = {
  openFile: z.enum(fileKinds),
  openFolder: z.undefined(),
  saveFile: z.strictObject({
    kind: z.enum(fileKinds),
    name: z.string().min(1).max(255),
    text: z.string().max(maxFileLength),
  }),
  openExternal: z.union([z.enum(linkIds), issueLinkSchema]),
  setUnsaved: z.string().max(200).nullable(),
  setTheme: z.enum(['light', 'dark', 'system']),
  keep: z.strictObject({ name: z.string().min(1).max(100), text: z.string().max(maxKeptLength) }),
  takeFiles: z.undefined(),
};

export type Calls = { [Name in CallName]: (input: CallInput<Name>) => Promise<CallAnswer<Name>> };

type Frame = Pick<WebFrameMain, 'url'> & { readonly parent: unknown };

/** Whether a frame is the page itself: neither framed, nor from elsewhere. */
export function isOwnPage(frame: Frame | null, origin: string): boolean {
  return (
    frame !== null && frame.parent === null && URL.canParse(frame.url) && new URL(frame.url).origin === origin
  );
}

function register<Name extends CallName>(
  ipcMain: Pick<IpcMain, 'handle'>,
  origin: string,
  name: Name,
  call: Calls[Name],
): void {
  ipcMain.handle(channels[name], async ({ senderFrame }, ...args: unknown[]): Promise<CallAnswer<Name>> => {
    if (!isOwnPage(senderFrame, origin))
      throw new Error(`${name}: refused, the caller is not the app's page`);
    const input = inputs[name].safeParse(args[0]);
    if (args.length !== 1 || !input.success) throw new Error(`${name}: refused, the arguments do not fit`);
    return call(input.data);
  });
}

/** Lets the page at `origin` make the calls, and nobody else. `kept`: what the page kept, for its preload. */
export function setUpIpc(
  ipcMain: Pick<IpcMain, 'handle'> & {
    on(
      channel: string,
      listener: (event: Pick<IpcMainEvent, 'senderFrame' | 'returnValue'>) => void,
    ): unknown;
  },
  origin: string,
  calls: Calls,
  kept: () => Readonly<Record<string, string>>,
): void {
  ipcMain.on(keptChannel, (event) => {
    event.returnValue = isOwnPage(event.senderFrame, origin) ? kept() : {};
  });
  register(ipcMain, origin, 'openFile', calls.openFile);
  register(ipcMain, origin, 'openFolder', calls.openFolder);
  register(ipcMain, origin, 'saveFile', calls.saveFile);
  register(ipcMain, origin, 'openExternal', calls.openExternal);
  register(ipcMain, origin, 'setUnsaved', calls.setUnsaved);
  register(ipcMain, origin, 'setTheme', calls.setTheme);
  register(ipcMain, origin, 'keep', calls.keep);
  register(ipcMain, origin, 'takeFiles', calls.takeFiles);
}
