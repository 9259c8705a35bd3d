import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CompareFlags } from './commands/compare.ts';
import type { MergeOptions } from './commands/merge.ts';
import type { RaceOptions } from './commands/race.ts';
import type { RunOptions } from './commands/run.ts';
import type { ExitCode, Io } from './process/output.ts';

type Given<Options> = Omit<Options, 'files' | 'io' | 'set' | 'version'> & { set?: string[] };

/** The commands that check scenarios: run, race and compare. */
export function addChecks(
  program: Command,
  { io, version, ended }: { io: Io; version: string; ended: (code: ExitCode) => void },
): void {
  const checking = (name: string, description: string): Command =>
    program
      .command(name)
      .description(description)
      .argument(
        '[files or lessons...]',
        'scenario files (*.scenario.json), folders or globs, - for stdin, or IDs of lessons (default: those of the config file)',
      )
      .option(
        '--set <key=value>',
        'change a session option, such as cookie.maxAge=60000 (repeatable)',
        collect,
        [],
      )
      .option('--store <kind>', 'on another store')
      .option('--app <file>', appWords)
      .option('--reset <file>', resetWords)
      .option('--allow-handlers', 'run code that a file has for a handler of its own, without asking')
      .option('--reporter <names>', reporterWords)
      .option('--json', 'print the result as JSON')
      .option('--watch', 'do it again at each change of the files, or of the app');

  checking('run', 'run scenarios over real HTTP and check their expectations')
    .addOption(new Option('--hold <module:function>').argParser(collect).hideHelp())
    .addHelpText(
      'after',
      '\nExit code: 0 every expectation holds, 1 some do not, or nothing was checked; 2 bad input.',
    )
    .action(async (files: string[], options: Given<RunOptions>) => {
      const { run } = await import('./commands/run.ts');
      ended(await run({ ...options, set: options.set ?? [], files, io }));
    });

  checking('race', 'run the overlapping requests of scenarios in every order, and count what comes of them')
    .option('--hold <module:function>', holdWords, collect)
    .option('--max <number>', 'look at so many states at most (default: 5000000)', parseMax)
    .option('--shard <part/parts>', 'only that part of the orders, as 1/4; merge adds the parts')
    .option('--fail-on <kind>', failOnWords, collect)
    .option(
      '--export <test or html>',
      'write a test that fails on what was found, or a page that shows it; test=file names the file (repeatable)',
      collect,
    )
    .addHelpText('after', raceEnds)
    .action(async (files: string[], options: Given<RaceOptions>) => {
      const { race } = await import('./commands/race.ts');
      ended(await race({ ...options, set: options.set ?? [], files, version, io }));
    });

  program
    .command('merge')
    .description('add the parts of a race that race --shard has counted, as it comes to undivided')
    .argument(
      '<parts...>',
      'files that race --shard 1/4 --reporter json=part1.json has written, one for each part',
    )
    .option('--fail-on <kind>', failOnWords, collect)
    .option('--reporter <names>', reporterWords)
    .option('--json', 'print the result as JSON')
    .addHelpText('after', raceEnds)
    .action(async (files: string[], options: Omit<MergeOptions, 'files' | 'io'>) => {
      const { merge } = await import('./commands/merge.ts');
      ended(await merge({ ...options, files, io }));
    });

  program
    .command('compare')
    .description('run a scenario over every combination of option values, and say what each comes to')
    .argument('<file or lesson>', 'a scenario file (*.scenario.json), - for stdin, or the ID of a lesson')
    .option('--set <key=a,b>', 'an option with the values to compare (repeatable)', collect, [])
    .option('--store <kinds>', 'stores to compare, such as memory,sqlite')
    .option('--app <file>', appWords)
    .option('--reset <file>', resetWords)
    .option('--hold <module:function>', holdWords, collect)
    .option('--allow-handlers', 'run code that the file has for a handler of its own, without asking')
    .option(
      '--fail-on <outcome>',
      'end with 1 where a combination comes to it: bad for all that are, or one such as logout-undone (repeatable)',
      collect,
    )
    .option('--json', 'print the matrix as JSON')
    .option('--markdown', 'print it as Markdown')
    .option('--html', 'print it as an HTML page')
    .action(async (file: string, { set = [], ...options }: CompareFlags & { set?: string[] }) => {
      const { compareCommand } = await import('./commands/compare.ts');
      ended(await compareCommand({ ...options, set, file, io }));
    });
}

const reporterWords =
  'text, json, junit, github, html; several with commas, into a file with junit=out.xml (default: text)';
const failOnWords = 'end with 1 for such an anomaly only, as lost-update (repeatable; default: for any)';
const raceEnds = '\nExit code: 0 no anomaly, 1 anomalies, or nothing was raced; 2 bad input.';
const appWords = 'on your own app, which this runs: a module with createApp, an Express app, or a server';
const holdWords = 'a step of a race for each call, as pg:Client.query or ./db.js:* (repeatable)';
const resetWords = 'a module that sets back what your app keeps beside its sessions';

/** What can be given several times. */
export const collect = (setting: string, before: readonly string[] = []): string[] => [...before, setting];

function parseMax(text: string): number {
  const max = Number(text);
  if (/^\d{1,12}$/.test(text) && max > 0) return max;
  throw new InvalidArgumentError('Expected a whole number from 1 on.');
}
