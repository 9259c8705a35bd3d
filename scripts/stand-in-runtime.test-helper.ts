import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRepository } from './root.ts';

/** As in @electron/fuses: what marks the fuses in Electron's executable, their version, how many, each as inherited. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuses = '00000000';

const wire = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, fuses.length]), Buffer.from(fuses)]);

/** As Electron's own, by which electron-builder renames what is in it. */
const plist = (executable: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict><key>CFBundleExecutable</key><string>${executable}</string></dict></plist>
`;

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  chmodSync(path, 0o755);
}

const executables: Record<string, (folder: string) => void> = {
  linux: (folder) => {
    write(join(folder, 'chrome-sandbox'), '#!/bin/sh\nexit 0\n');
    write(join(folder, 'electron'), Buffer.concat([Buffer.from('#!/bin/sh\nexit 0\n'), wire]));
  },
  // A true one for Windows, whose icon and names can be set.
  win32: (folder) => {
    const stub = readFileSync(inRepository('node_modules/electron-winstaller/vendor/rcedit.exe'));
    write(join(folder, 'electron.exe'), Buffer.concat([stub, wire]));
  },
  darwin: (folder) => {
    const contents = join(folder, 'Electron.app/Contents');
    write(join(contents, 'Info.plist'), plist('Electron'));
    write(join(contents, 'MacOS/Electron'), 'stands in for Electron');
    write(join(contents, 'Resources/electron.icns'), '');
    const frameworks = join(contents, 'Frameworks');
    write(join(frameworks, 'Electron Framework.framework/Electron Framework'), wire);
    for (const name of ['', ' (GPU)', ' (Plugin)', ' (Renderer)'].map((one) => `Electron Helper${one}`)) {
      write(join(frameworks, `${name}.app/Contents/Info.plist`), plist(name));
      write(join(frameworks, `${name}.app/Contents/MacOS`, name), 'stands in for a helper');
    }
  },
};

/** Writes what electron-builder needs of Electron's runtime into a folder: everything but the runtime. */
export function writeStandInRuntime(folder: string, platform: NodeJS.Platform = 'linux'): void {
  const packageFile = inRepository('node_modules/electron/package.json');
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8'));
  for (const name of ['locales', 'resources']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'version'), version);
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'locales/en-US.pak'])
    writeFileSync(join(folder, name), `stands in for ${name}`);
  // As it is unpacked by who shares files with a group.
  chmodSync(join(folder, 'LICENSE'), 0o664);
  executables[platform]?.(folder);
}
