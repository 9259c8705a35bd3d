import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { maxFileBytes, openFile, proposedName, saveFile } from './files.ts';

vi.mock('electron', () => ({ BrowserWindow: class {} }));
const window = new BrowserWindow();

const folder = mkdtempSync(join(tmpdir(), 'files-'));
afterAll(() => rmSync(folder, { recursive: true }));

const chooses = (path: string | null) => ({
  showOpenDialog: vi.fn(async () => ({ canceled: path === null, filePaths: path === null ? [] : [path] })),
  showSaveDialog: vi.fn(async () => ({ canceled: path === null, filePath: path ?? '' })),
});

const write = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

describe('opening a file', () => {
  it('gives its name and text, and not where it is', async () => {
    const opened = await openFile(chooses(write('a.scenario.json', '{"é":1}')), window, 'scenario');
    expect(opened).toEqual({ status: 'opened', name: 'a.scenario.json', text: '{"é":1}' });
  });

  it('gives nothing when the user changes their mind', async () => {
    expect(await openFile(chooses(null), window, 'scenario')).toEqual({ status: 'cancelled' });
  });

  it.skipIf(process.platform === 'win32')('refuses what is no file, without waiting for it', async () => {
    const pipe = join(folder, 'pipe.json');
    execFileSync('mkfifo', [pipe]);
    symlinkSync('/dev/zero', join(folder, 'zero.json'));
    for (const path of [pipe, join(folder, 'zero.json')]) {
      expect(await openFile(chooses(path), window, 'scenario')).toMatchObject({
        problem: { code: 'file-special' },
      });
    }
  });

  it('refuses one that is too large, without reading it', async () => {
    const large = write('large.json', '');
    truncateSync(large, maxFileBytes + 1);
    expect(await openFile(chooses(large), window, 'recording')).toEqual({
      status: 'failed',
      problem: { code: 'file-over', at: '', params: { name: 'large.json', most: maxFileBytes } },
    });
  });

  it('says why one cannot be read, and not where it is', async () => {
    const missing = await openFile(chooses(join(folder, 'gone.json')), window, 'text');
    expect(missing).toEqual({
      status: 'failed',
      problem: { code: 'file-gone', at: '', params: { name: 'gone.json' } },
    });
    const binary = await openFile(
      chooses(write('a.bin', new Uint8Array([0xff, 0xfe, 0x00]))),
      window,
      'text',
    );
    expect(binary).toMatchObject({ status: 'failed', problem: { code: 'file-no-text' } });
    expect(JSON.stringify([missing, binary])).not.toContain(folder);
  });
});

describe('saving a file', () => {
  it('writes the text where the user chose', async () => {
    const dialog = chooses(join(folder, 'saved.ts'));
    const saved = await saveFile(dialog, window, { kind: 'code', name: '../../app.ts', text: 'let a;' });
    expect(saved).toEqual({ status: 'saved', name: 'saved.ts' });
    expect(readFileSync(join(folder, 'saved.ts'), 'utf8')).toBe('let a;');
    expect(dialog.showSaveDialog).toHaveBeenCalledWith(
      window,
      expect.objectContaining({ defaultPath: 'app.ts', filters: [{ name: 'Code', extensions: ['ts'] }] }),
    );
  });

  it.each([
    ['scenario', 'playground.scenario.json', 'playground.sessionlab'],
    ['recording', 'session.recording.ndjson', 'session.sessionlab'],
    ['recording', 'mine.ndjson', 'mine.sessionlab'],
  ] as const)(
    'proposes the ending that opens with the app, and remembers where: %s',
    async (kind, name, proposed) => {
      const dialog = chooses(join(folder, proposed));
      const onUsed = vi.fn();
      await saveFile(dialog, window, { kind, name, text: '{}' }, onUsed);
      expect(dialog.showSaveDialog).toHaveBeenCalledWith(
        window,
        expect.objectContaining({ defaultPath: proposed }),
      );
      await openFile(chooses(join(folder, proposed)), window, kind, onUsed);
      expect(onUsed.mock.calls).toEqual([[join(folder, proposed)], [join(folder, proposed)]]);
    },
  );

  it('leaves what was there where the new text cannot be written whole', async () => {
    const file = write('kept.json', 'old');
    const blocked = `${file}.${process.pid}.new`;
    mkdirSync(blocked);
    const saved = await saveFile(chooses(file), window, { kind: 'scenario', name: 'kept.json', text: 'new' });
    expect(saved).toMatchObject({ status: 'failed' });
    expect(readFileSync(file, 'utf8')).toBe('old');
    rmSync(blocked, { recursive: true });
    await saveFile(chooses(file), window, { kind: 'scenario', name: 'kept.json', text: 'new' });
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(readdirSync(folder).filter((name) => name.startsWith('kept'))).toEqual(['kept.json']);
  });

  it('says why it could not be written', async () => {
    const saved = await saveFile(chooses(join(folder, 'no/where.ts')), window, {
      kind: 'code',
      name: 'a.ts',
      text: '',
    });
    expect(saved).toMatchObject({
      status: 'failed',
      problem: { code: 'file-gone', params: { name: 'where.ts' } },
    });
  });

  it('proposes a name, never a place', () => {
    expect(proposedName('/etc/passwd')).toBe('passwd');
    expect(proposedName('..\\..\\evil.bat')).toBe('evil.bat');
    expect(proposedName('/')).toBe('untitled');
  });
});
