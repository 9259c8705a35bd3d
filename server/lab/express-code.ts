import type { LabConfig } from '../contract/lab-config.ts';

export type ExpressCode = { filename: string; text: string };

/** The configuration as a file that runs by itself. */
export function expressCode(_config: LabConfig, language: 'ts' | 'js'): ExpressCode {
  return { filename: `app.${language}`, text: '' };
}
