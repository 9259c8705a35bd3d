import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type Severity, severities } from '../contract/doctor/doctor.ts';
import { messageOf } from '../contract/message-of.ts';
import { type AnomalyKind, anomalyKinds } from '../contract/races/races.ts';
import { ProblemError } from '../words/problems.ts';
import type { CompareFlags } from './commands/compare.ts';
import type { HandlerFlags } from './input/allow-handler.ts';
import type { AppFlags } from './input/own-app.ts';
import { appFiles } from './process/app-files.ts';
import { filtered, type Io } from './process/output.ts';

const name = 'session-playground';

type RunFlags = HandlerFlags & AppFlags & { set?: string[]; store?: string; json?: true };
type ExplainFlags = {
  secret?: string[];
  secretFile?: string[];
  url?: string;
  json?: true;
  scenario?: string;
};
type RaceFlags = RunFlags & { hold?: string[]; max?: number; failOn?: AnomalyKind[] };
type ServeFlags = {
  port?: number;
  workshop?: string;
  workspace?: string | boolean;
  open: boolean;
  json?: true;
};

/** Runs one command. What is heavy is loaded only by the command that needs it. */
export async function main(
  args: readonly string[],
  { entry, io: given }: { entry: string; io: Io },
): Promise<number> {
  const io = filtered(given);
  const { pageDir, preload, version } = appFiles(entry);
  let exitCode: number = 0;
  const program = new Command(name)
    .description(
      'Runs the real express-session, and shows what happened to every cookie and session, and why.',
    )
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .showHelpAfterError(`Run ${name} --help, or ${name} <command> --help, to see what it takes.`);

  program
    .command('serve')
    .description('open the app as a web page on this machine')
    .argument('[file or lesson]', 'a scenario file, or the ID of a lesson, to look at first')
    .option('--workshop <folder>', 'list the scenario files of a folder as a chapter of the lessons')
    .option('--port <number>', 'the port to listen on (default: one that is free)', parsePort)
    .option('--workspace <file>', 'keep lab, log and jars in that file (default: one for the port)')
    .option('--no-workspace', 'begin anew, and keep nothing')
    .option('--no-open', 'do not open the default browser')
    .option('--json', 'print {"url","labUrl"} as the first line')
    .action(async (first: string | undefined, options: ServeFlags) => {
      const { serve } = await import('./commands/serve.ts');
      await serve({ ...options, first: first ?? null, json: options.json ?? false, pageDir, io });
    });

  program
    .command('record')
    .description('start your app observed, and show on a page what happens to its sessions')
    .argument('[command...]', 'what starts it, after --, such as: -- node server.js')
    .option('--port <number>', 'the port of the page (default: one that is free)', parsePort)
    .option('--no-open', 'do not open the default browser')
    .addHelpText('after', '\nExit code: that of the command.')
    .action(async (command: string[], options: { port?: number; open: boolean }) => {
      const { record } = await import('./record/record.ts');
      exitCode = await record({ ...options, command, pageDir, preload, io });
    });

  program
    .command('run')
    .description('run a scenario over real HTTP and check its expectations')
    .argument('<file or lesson>', 'a scenario file (*.scenario.json), - for stdin, or the ID of a lesson')
    .option(
      '--set <key=value>',
      'change a session option, such as cookie.maxAge=60000 (repeatable)',
      collect,
      [],
    )
    .option('--store <kind>', 'run it on another store')
    .addOption(appOption())
    .addOption(resetOption())
    .option('--allow-handlers', 'run code that the file has for a handler of its own, without asking')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nExit code: 0 every expectation holds, 1 some do not, or nothing was checked; 2 bad input.',
    )
    .action(async (file: string, options: RunFlags) => {
      const { run } = await import('./commands/run.ts');
      exitCode = await run({ ...options, set: options.set ?? [], file, json: options.json ?? false, io });
    });

  program
    .command('race')
    .description('run the overlapping requests of a scenario in every order, and count what comes of them')
    .argument('<file or lesson>', 'a scenario file (*.scenario.json), - for stdin, or the ID of a lesson')
    .option('--set <key=value>', 'change a session option, such as resave=false (repeatable)', collect, [])
    .option('--store <kind>', 'race on another store')
    .option('--allow-handlers', 'run code that the file has for a handler of its own, without asking')
    .addOption(appOption())
    .addOption(resetOption())
    .option(
      '--hold <module:function>',
      'a step for each call, as pg:Client.query or ./db.js:* (repeatable)',
      collect,
      [],
    )
    .option('--max <number>', 'look at so many states at most (default: 5000000)', parseMax)
    .option(
      '--fail-on <kind>',
      'end with 1 for such an anomaly only, as lost-update (repeatable; default: for any)',
      collectKinds,
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExit code: 0 no anomaly, 1 anomalies, or nothing was raced; 2 bad input.')
    .action(async (file: string, options: RaceFlags) => {
      const { race } = await import('./commands/race.ts');
      exitCode = await race({ ...options, set: options.set ?? [], file, json: options.json ?? false, io });
    });

  program
    .command('compare')
    .description('run a scenario over every combination of option values, and say what each comes to')
    .argument('<file or lesson>', 'a scenario file (*.scenario.json), - for stdin, or the ID of a lesson')
    .option('--set <key=a,b>', 'an option with the values to compare (repeatable)', collect, [])
    .option('--store <kinds>', 'stores to compare, such as memory,sqlite')
    .addOption(appOption())
    .addOption(resetOption())
    .option('--allow-handlers', 'run code that the file has for a handler of its own, without asking')
    .option('--json', 'print the matrix as JSON')
    .option('--markdown', 'print it as Markdown')
    .option('--html', 'print it as an HTML page')
    .action(async (file: string, { set = [], ...options }: CompareFlags & { set?: string[] }) => {
      const { compareCommand } = await import('./commands/compare.ts');
      exitCode = await compareCommand({ ...options, set, file, io });
    });

  program
    .command('lessons')
    .description('list the lessons, or print one as a scenario file')
    .argument('[lesson]', 'the ID of a lesson to print')
    .option('--json', 'print the list as JSON')
    .action(async (lesson: string | undefined, options: { json?: true }) => {
      const { lessons } = await import('./commands/lessons.ts');
      lessons({ lesson: lesson ?? null, json: options.json ?? false, io });
    });

  program
    .command('doctor')
    .description('find hazards in a set of session options')
    .argument(
      '<options>',
      'session options as JSON, with what is to be known of the app in "context", or code with session({ … }); - for stdin',
    )
    .option('--json', 'print the findings as JSON')
    .addOption(
      new Option('--fail-on <severity>', 'the least severity that ends with 1')
        .choices(severities)
        .default('note'),
    )
    .addHelpText(
      'after',
      '\nExit code: 0 nothing of that severity or above is found, 1 something is, 2 bad input.',
    )
    .action(async (file: string, { failOn, json }: { failOn: Severity; json?: true }) => {
      const { doctor } = await import('./commands/doctor.ts');
      exitCode = await doctor({ file, json: json ?? false, failOn, io });
    });

  program
    .command('explain')
    .description(
      'say what you have at hand, and what follows: Set-Cookie lines, a cookie, a cURL command, a HAR, options, a scenario',
    )
    .argument('<file>', 'a file with the text; - for stdin')
    .option('--secret <secret>', 'see whether it fits the cookies (repeatable)', collect, [])
    .option('--secret-file <file>', 'a file with a secret and nothing else (repeatable)', collect, [])
    .option('--url <address>', 'from where the answer came; of a HAR, which host')
    .option('--json', 'print what is said as JSON')
    .option('--scenario <file>', 'write the scenario that is drawn from a cURL command or a HAR')
    .addHelpText(
      'after',
      '\nOthers on this machine can read a --secret in the list of processes, and the shell keeps it in its history;' +
        '\na --secret-file, or SESSION_SECRET in the environment, which is taken where neither is given, they cannot.' +
        '\n\nExit code: 0 understood, 2 not understood, or bad input.',
    )
    .action(async (file: string, { json, secret = [], secretFile = [], ...options }: ExplainFlags) => {
      const { explainCommand } = await import('./commands/explain.ts');
      exitCode = await explainCommand({ ...options, file, json: json ?? false, secret, secretFile, io });
    });

  program
    .command('schema')
    .description('print the JSON Schema by which an editor completes and checks a file')
    .argument('[scenario or options]', 'which kind of file', 'scenario')
    .action(async (of: string) => {
      const { schema } = await import('./commands/schema.ts');
      schema({ name: of, io });
    });

  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    io.err(error instanceof ProblemError ? `${error.message}\n` : `${name} failed: ${messageOf(error)}\n`);
    return 2;
  }
}

const appOption = (): Option =>
  new Option(
    '--app <file>',
    'on your own app, which this runs: a module with createApp, an Express app, or a server',
  );
const resetOption = (): Option =>
  new Option('--reset <file>', 'a module that sets back what your app keeps beside its sessions');

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('Expected a port from 0 to 65535.');
}

function parseMax(text: string): number {
  const max = Number(text);
  if (/^\d{1,12}$/.test(text) && max > 0) return max;
  throw new InvalidArgumentError('Expected a whole number from 1 on.');
}

const kinds = Object.keys(anomalyKinds) as AnomalyKind[];
const flagOf = (kind: AnomalyKind): string => kind.replaceAll(' ', '-');

/** `anomaly` for all of them. */
function collectKinds(flag: string, before: readonly AnomalyKind[] = []): AnomalyKind[] {
  const found = flag === 'anomaly' ? kinds : kinds.filter((kind) => flagOf(kind) === flag);
  if (found.length > 0) return [...before, ...found];
  throw new InvalidArgumentError(`Expected anomaly, or one of ${kinds.map(flagOf).join(', ')}.`);
}

const collect = (setting: string, before: readonly string[] = []): string[] => [...before, setting];
