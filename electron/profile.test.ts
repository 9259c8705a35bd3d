import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refuseWithoutProfile, setUpProfile, tellOfProfile } from './profile.ts';

let root = '';
let removes: Array<() => void> = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'profile-'));
  removes = [];
});
afterEach(() => rmSync(root, { recursive: true }));

const setUp = (getPath: () => string, temporary = root) => {
  const setPath = vi.fn<(name: string, path: string) => void>();
  const atExit = (remove: () => void) => void removes.push(remove);
  return { setPath, profile: setUpProfile({ getPath, setPath }, atExit, temporary) };
};

describe('a profile that can be written', () => {
  it('is the one, made where it is not there, and nothing is left in it', () => {
    const folder = join(root, 'new/data');
    const { profile, setPath } = setUp(() => folder);
    expect(profile).toEqual({ folder, isWritable: true, instead: null });
    expect(readdirSync(folder)).toEqual([]);
    expect([setPath.mock.calls, removes]).toEqual([[], []]);
  });
});

describe('a profile that cannot be written', () => {
  it('has another in its place for this start, which begins with what the app kept in it', () => {
    const given = join(root, 'data');
    // Root writes wherever it likes; what it cannot do is to write into a folder as if it were a file.
    mkdirSync(join(given, `.writable-${process.pid}`), { recursive: true });
    mkdirSync(join(given, 'page.json'));
    writeFileSync(join(given, 'window.json'), '{"theme":"light"}');
    writeFileSync(join(given, 'Preferences'), '{}');
    const { profile, setPath } = setUp(() => given);
    expect(profile).toMatchObject({ isWritable: true, instead: given });
    expect(profile.folder).not.toBe(given);
    expect(setPath.mock.calls).toEqual([['userData', profile.folder]]);
    expect(readdirSync(profile.folder)).toEqual(['window.json']);
    expect(readFileSync(join(profile.folder, 'window.json'), 'utf8')).toBe('{"theme":"light"}');
    for (const remove of removes) remove();
    expect(existsSync(profile.folder)).toBe(false);
  });

  it('takes away what starts that are over left behind, and nothing else', () => {
    const given = join(root, 'data');
    mkdirSync(join(given, `.writable-${process.pid}`), { recursive: true });
    const { pid: over } = spawnSync(process.execPath, ['-e', '']);
    const running = `session-playground-profile-${process.ppid}-abc`;
    const others = [running, `session-playground-${over}-abc`, `my-session-playground-profile-${over}-abc`];
    for (const name of [`session-playground-profile-${over}-abc`, ...others])
      mkdirSync(join(root, name, 'logs'), { recursive: true });
    const { profile } = setUp(() => given);
    expect(readdirSync(root).sort()).toEqual(['data', basename(profile.folder), ...others].sort());
  });

  it('is told of, and no other is', async () => {
    const showMessageBox = vi.fn(async () => ({ response: 0, checkboxChecked: false }));
    const profile = { folder: root, isWritable: true };
    await tellOfProfile({ ...profile, instead: null }, { showMessageBox }, null);
    expect(showMessageBox).not.toHaveBeenCalled();
    await tellOfProfile({ ...profile, instead: '/mine' }, { showMessageBox }, null);
    expect(showMessageBox).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ detail: expect.stringContaining('/mine cannot be written') }),
    );
  });

  it('is one that Electron cannot make, too', () => {
    const { profile, setPath } = setUp(() => {
      throw new Error("Failed to get 'userData' path");
    });
    expect(profile.isWritable).toBe(true);
    expect(setPath).toHaveBeenCalledOnce();
  });

  it('is said, where there is no other either', () => {
    writeFileSync(join(root, 'file'), '');
    const folder = join(root, 'file/data');
    const { profile, setPath } = setUp(() => folder, join(root, 'file'));
    expect([profile, setPath.mock.calls]).toEqual([{ folder, isWritable: false, instead: null }, []]);
    const showErrorBox = vi.fn();
    const quitNow = vi.fn();
    const onError = vi.spyOn(console, 'error').mockReturnValue();
    refuseWithoutProfile(profile, { showErrorBox }, quitNow);
    expect(onError).toHaveBeenCalledWith(expect.stringContaining(folder));
    onError.mockRestore();
    expect(showErrorBox).toHaveBeenCalledWith(
      expect.stringContaining('no folder'),
      expect.stringContaining('--user-data-dir=FOLDER'),
    );
    expect(quitNow).toHaveBeenCalledExactlyOnceWith(1);
  });
});
