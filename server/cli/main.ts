import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type Severity, severities } from '../contract/doctor/doctor.ts';
import { messageOf } from '../contract/message-of.ts';
import { ProblemError } from '../words/problems.ts';
import { addChecks, collect } from './checks.ts';
import { appFiles } from './process/app-files.ts';
import { filtered, type Io } from './process/output.ts';

const name = 'session-playground';

type ExplainFlags = {
  secret?: string[];
  secretFile?: string[];
  url?: string;
  json?: true;
  scenario?: string;
};
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

  addChecks(program, {
    io,
    version,
    ended: (code) => {
      exitCode = code;
    },
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
    .command('stores')
    .description(
      'list the stores that a lab can have, test the connection to one, or install what one is opened with',
    )
    .argument('[test]', 'test, and the store as --store takes it; or install, and its kind')
    .argument('[store]', 'its address, such as redis://127.0.0.1:6379; or its kind, such as redis')
    .option('--json', 'print what was found as JSON')
    .addHelpText(
      'after',
      '\nOthers on this machine can read the address in the list of processes while it runs.' +
        '\n\nExit code: 0 it can be had, 2 it cannot, or bad input.',
    )
    .action(async (test: string | undefined, store: string | undefined, options: { json?: true }) => {
      const commands = await import('./commands/stores.ts');
      const json = options.json ?? false;
      if (test === undefined) commands.stores({ io });
      else if (test === 'install') exitCode = await commands.installStoreCommand({ kind: store, io });
      else await commands.testStoreCommand({ test, store, json, io });
    });

  program
    .command('init')
    .description('write the first files with which a project races its app in CI')
    .option('--app <file>', 'your app (default: what package.json starts, or a file of a usual name)')
    .option(
      '--request <request>',
      'one of those that are to overlap, as "POST /cart/apples" (repeatable)',
      collect,
    )
    .option('--force', 'write over files that are there')
    .action(async (options: { app?: string; request?: string[]; force?: true }) => {
      const { init } = await import('./commands/init.ts');
      exitCode = await init({ ...options, folder: process.cwd(), io });
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

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('Expected a port from 0 to 65535.');
}
