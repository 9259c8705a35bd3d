import type { ProblemOf } from './errors.ts';
import type { Workshop } from './scenario/catalogue.ts';
import type { IssueLink } from './scenario/lessons.ts';

/** What a menu item asks of the page; the page decides what it does. */
export const menuActions = [
  'undo',
  'redo',
  'fire',
  'send',
  'reset',
  'live',
  'open',
  'save',
  'express-code',
  'presenter',
  'theme',
  'shortcuts',
] as const;
export type MenuAction = (typeof menuActions)[number];

/** Pages outside the app that it may open in the default browser. `lab` is the lab's own address. */
export const linkIds = ['docs', 'issues', 'express-session', 'lab'] as const;
export type LinkId = (typeof linkIds)[number];

/** What a file holds, which decides its filter in the dialog. */
export const fileKinds = ['scenario', 'recording', 'har', 'code', 'text'] as const;
export type FileKind = (typeof fileKinds)[number];

/** What the desktop's dialogs have to say of a file or folder that failed. `name`: never where it is. */
export type BridgeParams = {
  'file-gone': { name: string };
  'file-forbidden': { name: string };
  'file-is-folder': { name: string };
  'file-special': { name: string };
  /** `most`: bytes. */
  'file-over': { name: string; most: number };
  'file-no-text': { name: string };
  /** `code`: the system's, such as EIO. */
  'file-of-system': { name: string; code: string };
  'disk-full': { name: string };
  'disk-read-only': { name: string };
  'folder-unreadable': Record<string, never>;
};

/** Why nothing came of a dialog; the page has the sentence. */
export type BridgeProblem = ProblemOf<BridgeParams>;

type NothingDone = { status: 'cancelled' } | { status: 'failed'; problem: BridgeProblem };

/** Names only: the page never learns where a file is. */
export type OpenedFile = { status: 'opened'; name: string; text: string } | NothingDone;

export type SavedFile = { status: 'saved'; name: string } | NothingDone;

/** A folder of scenario files, already read with their schema. */
export type OpenedFolder = { status: 'opened'; workshop: Workshop } | NothingDone;

export type WindowTheme = 'light' | 'dark' | 'system';

/** The desktop window's native calls, at `window.playground`; undefined when the page is in a browser. */
export type Bridge = {
  openFile(kind: FileKind): Promise<OpenedFile>;
  /** The user chooses a folder, whose scenario files are read. */
  openFolder(): Promise<OpenedFolder>;
  /** `name` is proposed; the user chooses. */
  saveFile(file: { kind: FileKind; name: string; text: string }): Promise<SavedFile>;
  openExternal(link: LinkId | IssueLink): Promise<void>;
  /** What would be lost by quitting now, as a sentence; null for nothing. */
  setUnsaved(what: string | null): Promise<void>;
  /** Window frame, menus and dialogs follow the page. */
  setTheme(theme: WindowTheme): Promise<void>;
  /** What the page kept at its last visits, by name. The page's own storage would hang on the port, which changes. */
  readonly kept: Readonly<Record<string, string>>;
  keep(item: { name: string; text: string }): Promise<void>;
  /** Files that were handed to the app from outside, since this was asked last: opened with it, or dropped on its icon. */
  takeFiles(): Promise<OpenedFile[]>;
  /** Calls the listener whenever there are such files, until the function returned is called. */
  onFiles(listener: () => void): () => void;
  /** Calls the listener for each menu item chosen, until the function returned is called. */
  onMenu(listener: (action: MenuAction) => void): () => void;
};
