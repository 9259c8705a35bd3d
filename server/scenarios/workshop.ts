import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { messageOf } from '../contract/message-of.ts';
import {
  type CatalogueFile,
  maxWorkshopFiles,
  scenarioExtension,
  type Workshop,
} from '../contract/scenario/catalogue.ts';
import { maxScenarioBytes, parseScenario } from './parse.ts';

/** A file's text under its name, read as a scenario. */
export const catalogueFile = (name: string, text: string): CatalogueFile => ({
  name,
  ...parseScenario(text),
});

/**
 * The scenario files of a folder, by name: its own, not those of folders in it. What is no scenario is listed with what
 * is wrong with it. Throws when the folder cannot be read.
 */
export async function readWorkshop(folder: string): Promise<Workshop> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(scenarioExtension)).sort();
  const taken = names.slice(0, maxWorkshopFiles);
  const files = await Promise.all(taken.map((name) => readOne(folder, name)));
  return { name: basename(resolve(folder)), files, leftOut: names.length - taken.length };
}

async function readOne(folder: string, name: string): Promise<CatalogueFile> {
  const refuse = (message: string): CatalogueFile => ({ name, ok: false, problems: [{ at: '', message }] });
  try {
    const path = join(folder, name);
    const found = await stat(path);
    if (!found.isFile()) return refuse('this is no file');
    if (found.size > maxScenarioBytes) return refuse('larger than 1 MB, the most a scenario may have');
    return catalogueFile(name, await readFile(path, 'utf8'));
  } catch (error) {
    return refuse(`it cannot be read: ${messageOf(error)}`);
  }
}
