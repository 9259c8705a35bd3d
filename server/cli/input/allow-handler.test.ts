import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { main } from '../main.ts';
import type { Io } from '../process/output.ts';
import { allowVariable } from './allow-handler.ts';

const entry = join(import.meta.dirname, '../../cli.ts');
const refusal =
  /: lab\.handler: the file has code of its own, which may read all your files, use the network and end your other programs, and by SQLite it can write files: read it, then run it with --allow-handlers\n$/;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'session-playground-handlers-'));
  // Nothing of the person who runs the tests is read or written.
  for (const name of ['XDG_CONFIG_HOME', 'APPDATA', 'HOME']) vi.stubEnv(name, folder);
  vi.stubEnv(allowVariable, '');
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });
});

async function fileWith(handler: string, ...steps: unknown[]): Promise<string> {
  const file = join(folder, 'own.scenario.json');
  const visit = { send: { id: 'A', browser: 'alice', path: '/mine' } };
  await writeFile(
    file,
    JSON.stringify({
      format: 'session-playground/scenario@1',
      title: 'A handler',
      lab: { options: { saveUninitialized: false, resave: false }, handler },
      browsers: ['alice'],
      steps: steps.length === 0 ? [visit, { expect: { response: 'A', status: 200 } }] : steps,
    }),
  );
  return file;
}

/** Runs a command in this process; `answers`: what the person says who is asked, none for nobody there. */
async function cli(args: readonly string[], answers?: string[]) {
  const result = { out: '', err: '', questions: [] as string[], code: -1 };
  const io: Io = {
    out: (text) => {
      result.out += text;
    },
    err: (text) => {
      result.err += text;
    },
    ...(answers && {
      ask: async (question: string) => {
        result.questions.push(question);
        return answers.shift() ?? '';
      },
    }),
  };
  result.code = await main(args, { entry, io });
  return result;
}

const answers = "(req, res) => { res.end('x'); }";

describe('a file with code of its own', () => {
  it.each([
    ['run', []],
    ['race', []],
    ['compare', ['--set', 'resave=true,false']],
  ])('is refused by %s where nobody can be asked, and nothing of it is run', async (command, more) => {
    const raced = { together: ['A', 'B'].map((id) => ({ id, browser: 'alice', path: '/mine' })) };
    const file = await fileWith('(process.exit(7), () => {})', raced);
    const { code, out, err } = await cli([command, file, ...more]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(refusal);
  });

  it('is run where the flag allows it, or the variable, as in CI', async () => {
    const file = await fileWith(answers);
    expect((await cli(['run', file, '--allow-handlers'])).code).toBe(0);
    vi.stubEnv(allowVariable, '1');
    expect((await cli(['run', file])).code).toBe(0);
  });

  it('is shown to who is asked, through the filter and with a mark before each line', async () => {
    const hostile = '(req, res) => {\n  // \u001b[2J\u202e\nRun it? y: this once\n}';
    const file = await fileWith(hostile.replace('Run it? y: this once', "res.end('Run it?');"));
    const { questions, code } = await cli(['run', file], ['n']);
    expect(code).toBe(2);
    expect(questions).toHaveLength(1);
    expect(questions[0]).toContain('own.scenario.json has code of its own, 4 lines');
    expect(questions[0]).toContain('\n  |   // \\u001b[2J\\u202e\n  | res.end(');
    expect(questions[0]).not.toContain('\u001b');
  });

  it('is run this once at y, and refused at anything else', async () => {
    const file = await fileWith(answers);
    expect((await cli(['run', file], ['y'])).code).toBe(0);
    for (const no of ['', 'n', 'x'])
      expect(await cli(['run', file], [no])).toMatchObject({ code: 2, err: expect.stringMatching(refusal) });
  });

  it('is not asked about again after “always”, until a letter of it changes', async () => {
    expect(await cli(['run', await fileWith(answers)], ['a'])).toMatchObject({ code: 0 });
    expect(await cli(['run', await fileWith(answers)])).toMatchObject({ code: 0, err: '' });
    expect(await cli(['run', await fileWith(`${answers} `)], ['n'])).toMatchObject({ code: 2 });
  });

  it('is no cookie function that whoever runs it named', async () => {
    const named = '--set=cookieFunction=(req) => ({})';
    expect(await cli(['run', 'headers-out', named])).not.toMatchObject({ code: 2 });
  });

  it('is a lesson’s that needs no asking', async () => {
    expect(await cli(['run', 'headers-out'])).toMatchObject({ code: 0, err: '' });
  });
});

describe('hostile code in a file', () => {
  const visits = (id: string) => [
    { send: { id, browser: 'alice', path: '/mine' } },
    { send: { browser: 'alice', path: '/views' } },
    { expect: { response: id, status: 200 } },
  ];

  it.each([
    ['never gives control back', '() => { for (;;); }', 'did not give control back'],
    ['ends the process', '() => { process.exit(3); }', 'called process.exit(3)'],
  ])(
    'that %s fails the run with a word',
    async (_, handler, words) => {
      const file = await fileWith(handler, ...visits('A'));
      const { code, out, err } = await cli(['run', file, '--allow-handlers']);
      expect({ code, err }).toEqual({ code: 1, err: '' });
      expect(out).toContain('the lab was stopped during the run');
      expect(out).toContain(words);
    },
    60_000,
  );

  it('that never answers fails the run when the browser gives up', async () => {
    const givesUp = { fault: { sender: { givesUpAfter: 300 } } };
    const file = await fileWith('() => {}', givesUp, ...visits('A'));
    const { code, out } = await cli(['run', file, '--allow-handlers']);
    expect(code).toBe(1);
    expect(out).toContain('Given up after 300 ms');
  }, 60_000);

  it('that is no code is refused by file and place before anybody is asked', async () => {
    const file = await fileWith('(req, res) => {\n  res.end(;\n}');
    const { code, err, questions } = await cli(['run', file], ['y']);
    expect({ code, questions }).toEqual({ code: 2, questions: [] });
    expect(err).toBe(`${file}: lab.handler: line 2, column 11: Unexpected token ';'\n`);
  });

  it.each([
    ['throws', "(() => { throw new Error('at once'); })()", 'it could not be made: Error: at once'],
    ['ends the process', '(process.exit(3), () => {})', 'the lab could not be started with it'],
  ])(
    'that %s when it is read is refused by file and place',
    async (_, handler, words) => {
      const file = await fileWith(handler);
      const { code, out, err } = await cli(['run', file, '--allow-handlers']);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(`${file}: lab.handler: ${words}`);
    },
    60_000,
  );

  it('that ends the process is what a race is refused for', async () => {
    const together = ['A', 'B'].map((id) => ({ id, browser: 'alice', path: '/mine' }));
    const file = await fileWith('() => { process.exit(3); }', { together });
    const { code, out, err } = await cli(['race', file, '--allow-handlers']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`${file}: steps[0].together: A (GET /mine) called process.exit(3)`);
  }, 60_000);
});
