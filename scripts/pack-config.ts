import type { Configuration, MacConfiguration } from 'electron-builder';
import { afterPack } from './pack-modes.ts';

type Env = NodeJS.ProcessEnv;

/**
 * macOS starts nothing unsigned on Apple silicon: without a certificate the app is signed ad hoc, of which the hardened
 * runtime would refuse Electron's own framework. With one it is hardened, and notarised where Apple's secrets are too.
 */
function macSettings(env: Env): MacConfiguration {
  if (!env['CSC_LINK']) return { identity: '-', hardenedRuntime: false, notarize: false };
  const isKnownToApple = ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'].every((name) => env[name]);
  return { hardenedRuntime: true, notarize: isKnownToApple };
}

const secrets = [
  'CSC_LINK',
  'CSC_KEY_PASSWORD',
  'WIN_CSC_LINK',
  'WIN_CSC_KEY_PASSWORD',
  'APPLE_API_KEY',
  'APPLE_API_KEY_ID',
  'APPLE_API_ISSUER',
];

/** A workflow hands over a secret that is not there as an empty text, which electron-builder takes for a certificate's path. */
export function dropEmptySecrets(env: Env): void {
  for (const name of secrets) if (env[name] === '') delete env[name];
}

/** What electron-builder.yml cannot say: what hangs on the secrets of the machine that packs. */
export function packConfig(env: Env, platform: NodeJS.Platform): Configuration {
  const [owner, repo] = (env['RELEASE_REPOSITORY'] ?? '').split('/');
  const certificate = platform === 'win32' ? (env['WIN_CSC_LINK'] ?? env['CSC_LINK']) : env['CSC_LINK'];
  return {
    afterPack,
    mac: macSettings(env),
    // Who has a certificate never releases something unsigned by mistake.
    forceCodeSigning: platform !== 'linux' && Boolean(certificate),
    // Playwright drives Electron's main process by Node's inspector; what is released takes none.
    ...(env['PACK_FOR_TESTS'] && { electronFuses: { enableNodeCliInspectArguments: true } }),
    // Where updates are looked for; a copy that anybody packs for themselves looks nowhere. macOS (Squirrel) renews no app
    // but one that a known developer signed.
    publish:
      owner && repo && (platform !== 'darwin' || Boolean(certificate))
        ? { provider: 'github', owner, repo, releaseType: 'draft' }
        : null,
  };
}
