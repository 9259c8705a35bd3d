// @ts-check
// Brings a fresh clone to where every other script can run. Plain JavaScript without dependencies, because it runs
// on the machine's own Node, before anything is installed. Silent on stdout: the commands' stdout is a contract.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const wantedMajor = 24;

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(`session-playground: ${message}`);
  process.exit(1);
}

/** @param {string[]} args */
function npm(args) {
  const npmCli = process.env['npm_execpath'];
  const [command, prefix] =
    npmCli?.endsWith('.js') === true ? [process.execPath, [npmCli]] : ['npm', /** @type {string[]} */ ([])];
  const { status } = spawnSync(command, [...prefix, ...args], {
    cwd: root,
    // npm's own stdout goes to stderr.
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32' && prefix.length === 0,
  });
  return status === 0;
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean }>} */
const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** Whether node_modules holds what package-lock.json asks for. Checkouts touch files, so times alone would lie. */
function isInstalled() {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  if (statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return true;
  const present = packagesOf(installed);
  return Object.entries(packagesOf(lock)).every(
    ([path, { version, optional }]) => path === '' || optional === true || present[path]?.version === version,
  );
}

const projectNode = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');

/** The version that npm scripts get for `node`, or null when it does not run. */
function projectNodeVersion() {
  if (!existsSync(projectNode)) return null;
  // npm scripts already run on it when all is well: then nothing needs to be started to know.
  if (realpathSync(projectNode) === realpathSync(process.execPath)) return process.versions.node;
  const { stdout } = spawnSync(projectNode, ['-p', 'process.versions.node'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return stdout?.trim() || null;
}

const isWanted = () => projectNodeVersion()?.split('.')[0] === String(wantedMajor);

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node 20.19 or newer is needed to set up, this is ${process.version}. See https://nodejs.org`);
}
if (!isInstalled()) {
  console.error('session-playground: installing packages (npm ci) …');
  if (!npm(['ci'])) fail('npm ci did not succeed; its message is above.');
}
if (!isWanted()) {
  console.error(`session-playground: fetching Node ${wantedMajor} (npm rebuild node) …`);
  npm(['rebuild', 'node']);
  if (!isWanted()) {
    fail(
      `Node ${wantedMajor} could not be put at node_modules/.bin/node (found ${projectNodeVersion() ?? 'none'}). ` +
        'Are install scripts blocked for the package "node"? Try: rm -rf node_modules && npm ci',
    );
  }
}
