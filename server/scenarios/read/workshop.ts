import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { refuse } from '../../contract/errors.ts';
import { messageOf } from '../../contract/message-of.ts';
import {
  type CatalogueFile,
  maxScenarioBytes,
  scenarioExtension,
  type Workshop,
  withinBounds,
} from '../../contract/scenario/catalogue.ts';
import { told } from '../../words/problems.ts';
import { type ParsedScenario, parseScenario } from './parse.ts';
import { readFileBounded } from './read-file.ts';

/** A file's text under its name, read as a scenario. */
export const catalogueFile = (name: string, text: string): CatalogueFile => fileOf(name, parseScenario(text));

const fileOf = (name: string, parsed: ParsedScenario): CatalogueFile =>
  parsed.ok ? { name, ...parsed } : { name, ok: false, problems: parsed.problems.map(told) };

/**
 * The scenario files of a folder, by name: its own, not those of folders in it. What is no scenario is listed with what
 * is wrong with it. Throws when the folder cannot be read.
 */
export async function readWorkshop(folder: string): Promise<Workshop> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(scenarioExtension)).sort();
  const sized = await Promise.all(
    names.map(async (name) => ({ name, size: await sizeOf(join(folder, name)) })),
  );
  const taken = withinBounds(sized);
  const files = await Promise.all(taken.map(({ name }) => readOne(folder, name)));
  return { name: basename(resolve(folder)), files, leftOut: names.length - taken.length };
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

async function readOne(folder: string, name: string): Promise<CatalogueFile> {
  try {
    const path = join(folder, name);
    const read = await readFileBounded(path, maxScenarioBytes, 'a scenario');
    return read.ok ? catalogueFile(name, read.bytes.toString()) : fileOf(name, read);
  } catch (error) {
    return fileOf(name, refuse('unreadable', '', { message: messageOf(error) }));
  }
}
