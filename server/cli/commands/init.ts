import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { methods } from '../../contract/requests.ts';
import { type ScenarioInput, scenarioFormat, scenarioText } from '../../contract/scenario/scenario.ts';
import { parseScenario } from '../../scenarios/read/parse.ts';
import { ProblemError, problemError } from '../../words/problems.ts';
import { findApp, packageIn, type Route, routesIn } from '../input/find-app.ts';
import type { ExitCode, Io } from '../process/output.ts';
import { save } from '../process/save.ts';
import { workflowText } from './workflow.ts';

export type InitOptions = {
  folder: string;
  app?: string | undefined;
  /** `POST /cart/apples`: the requests that are to overlap. */
  request?: readonly string[] | undefined;
  /** Write over files that are there, without asking. */
  force?: boolean | undefined;
  io: Io;
};

/** Writes what a project needs to race its app in CI. Nothing that is there is written over unless somebody says so. */
export async function init({ folder, app: given, request, force, io }: InitOptions): Promise<ExitCode> {
  const app = given === undefined ? await foundApp(folder, io) : fromFolder(folder, given);
  if (!existsSync(join(folder, app))) throw problemError('no-such-file', '', {}, app);
  const requests = request === undefined ? chosen(routesIn(join(folder, app))) : asked(request);
  const writing = { folder, force: force ?? false, io };
  const config = { app, files: ['races'], reporters: ['text'] };
  await write('session-playground.config.json', `${JSON.stringify(config, null, 2)}\n`, writing);
  await write(join('races', 'first.scenario.json'), firstScenario(requests), writing);
  const hasScript = await addScript(folder, io);
  const workflow = workflowText(folder, hasScript);
  await write(join('.github', 'workflows', 'race.yml'), workflow, writing);
  const command = hasScript ? 'npm run race' : 'npx session-playground race';
  io.out(`\nNow: ${command}. What races/first.scenario.json sends is a guess: put your requests there.\n`);
  return 0;
}

/** The app that is there; who sits there may name another. */
async function foundApp(folder: string, io: Io): Promise<string> {
  const found = findApp(folder);
  const question =
    found === null ? 'Which file is your app? ' : `Is ${found} your app? Enter, or another file: `;
  const answer = (await io.ask?.(question))?.trim() ?? '';
  if (/^(|y|yes)$/i.test(answer) && found !== null) return found;
  if (answer === '') throw problemError('no-app-found', '', {}, folder);
  return fromFolder(folder, answer);
}

const fromFolder = (folder: string, file: string): string =>
  `./${relative(folder, resolve(folder, file)).replaceAll('\\', '/')}`;

type Request = { method: (typeof methods)[number]; path: string };

function requestIn(text: string): Request {
  const [first = '', second] = text.trim().split(/\s+/);
  const [method, path] = second === undefined ? ['GET', first] : [first.toUpperCase(), second];
  const known = methods.find((one) => one === method);
  if (known !== undefined && path.startsWith('/')) return { method: known, path };
  throw problemError('no-request', '', {}, `--request ${text}`);
}

/** What is sent before the race, so that there is a session, and what overlaps then. */
type Sent = { before: Request; together: readonly Request[] };

/** Of what changes something the first route, three times over other things; where nothing does, of what there is. */
function chosen(routes: readonly Route[]): Sent {
  const changing = routes.filter(({ method, path }) => method !== 'GET' && !/log(?:in|out)|sign/i.test(path));
  const [route = { method: 'GET', path: '/' }] = [...changing, ...routes];
  const of = (name: string): Request => requestIn(`${route.method} ${route.path.replace(/:\w+/g, name)}`);
  return { before: of('first'), together: [of('one'), of('two')] };
}

/** A race needs two. */
function asked(texts: readonly string[]): Sent {
  const [first = '', ...others] = texts;
  const before = requestIn(first);
  return { before, together: [before, ...(others.length === 0 ? [before] : others.map(requestIn))] };
}

function firstScenario({ before, together }: Sent): string {
  const by = (request: Request) => ({ browser: 'alice', ...request });
  const scenario: ScenarioInput = {
    format: scenarioFormat,
    title: 'Requests that overlap',
    browsers: ['alice'],
    steps: [{ send: by(before) }, { together: together.map(by) }],
  };
  const { lab: _, ...text } = JSON.parse(scenarioText(scenario));
  const written = `${JSON.stringify(text, null, 2)}\n`;
  const parsed = parseScenario(written);
  if (!parsed.ok) throw new ProblemError(parsed.problems, '--request');
  return written;
}

async function write(
  name: string,
  text: string,
  { folder, force, io }: { folder: string; force: boolean; io: Io },
): Promise<void> {
  const file = join(folder, name);
  const before = existsSync(file) ? await readFile(file, 'utf8') : null;
  if (before === text) return io.out(`There already: ${name}\n`);
  if (before !== null && !force) {
    const answer = (await io.ask?.(`${name} is there already. Write over it? y, N: `))?.trim() ?? '';
    if (!/^y(es)?$/i.test(answer)) return io.out(`Kept as it is: ${name}\n`);
  }
  await mkdir(dirname(file), { recursive: true });
  await save(file, text);
  io.out(`Written: ${name}\n`);
}

/**
 * `npm run race`, where package.json has no script of that name; the rest of it stays, its indentation too. Whether there
 * is one now that races.
 */
async function addScript(folder: string, io: Io): Promise<boolean> {
  const file = join(folder, 'package.json');
  const known = packageIn(folder);
  if (known === null) {
    const why = existsSync(file) ? 'package.json is no plain JSON of a package' : 'There is no package.json';
    io.out(`${why}: no npm script was added.\n`);
    return false;
  }
  const there = known.scripts?.['race'];
  if (there !== undefined) {
    io.out(`Kept as it is: the npm script race\n`);
    return there.includes('session-playground');
  }
  const text = await readFile(file, 'utf8');
  const indent = /^[ \t]+(?=")/m.exec(text)?.[0] ?? '  ';
  // As it was read by the schema its keys would stand in another order.
  const given: object = Object(JSON.parse(text));
  const scripts = { ...Object(Reflect.get(given, 'scripts')), race: 'session-playground race' };
  const end = text.endsWith('\n') ? '\n' : '';
  await save(file, `${JSON.stringify({ ...given, scripts }, null, indent)}${end}`);
  io.out('Written: the npm script race\n');
  return true;
}
