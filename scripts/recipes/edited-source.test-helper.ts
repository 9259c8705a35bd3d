import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import ts from 'typescript';
import { z } from 'zod';
import { inRepository } from '../root.ts';
import type { Edit } from './recipe.test-helper.ts';

/** Texts of files by their path in the repository. */
export type Overlay = ReadonlyMap<string, string>;

/** The texts after these edits. Throws where what an edit looks for is no longer there: the recipe is out of date. */
export function edited(overlay: Overlay, edits: readonly Edit[], adds: string): Overlay {
  const texts = new Map(overlay);
  for (const { file, find, put } of edits) {
    const old = find === null ? '' : (texts.get(file) ?? readFileSync(inRepository(file), 'utf8'));
    if (find !== null && old.split(find).length !== 2)
      throw new Error(`scripts/recipes is out of date for “${adds}”: in ${file} there is not one ${find}`);
    texts.set(file, find === null ? put : old.replace(find, () => put));
  }
  return texts;
}

/** What the compiler says, by file. */
export type Complaint = { file: string; message: string };

/** The engine's sources without its tests, as the compiler sees them with other texts put over them. */
export function createCompiler() {
  const config = ts.getParsedCommandLineOfConfigFile(
    inRepository('server/tsconfig.json'),
    { composite: false, declaration: false, emitDeclarationOnly: false, noEmit: true },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} },
  );
  if (config === undefined) throw new Error('server/tsconfig.json cannot be read');
  const { tsBuildInfoFile: _, ...options } = config.options;
  const sources = new Map<string, ts.SourceFile>();

  /** Looks at all files, or at those given only. */
  return (overlay: Overlay, only?: readonly string[]): Complaint[] => {
    const texts = new Map([...overlay].map(([file, one]) => [inRepository(file), one]));
    const host = ts.createCompilerHost(options);
    const { getSourceFile, fileExists, readFile } = host;
    host.fileExists = (path) => texts.has(path) || fileExists(path);
    host.readFile = (path) => texts.get(path) ?? readFile(path);
    host.getSourceFile = (path, language, ...rest) => {
      const over = texts.get(path);
      if (over !== undefined) return ts.createSourceFile(path, over, language);
      const found = sources.get(path) ?? getSourceFile(path, language, ...rest);
      if (found !== undefined) sources.set(path, found);
      return found;
    };
    const names = [...config.fileNames, ...texts.keys()].filter((path) =>
      /^(?!.*\.test\.ts$).*\.ts$/.test(path),
    );
    const program = ts.createProgram({ rootNames: [...new Set(names)], options, host });
    const looked = only?.map((file) => program.getSourceFile(inRepository(file))) ?? [undefined];
    return looked
      .flatMap((source) => [
        ...program.getSyntacticDiagnostics(source),
        ...program.getSemanticDiagnostics(source),
      ])
      .map(({ file, messageText }) => ({
        file: file?.fileName.slice(inRepository('server').length - 'server'.length) ?? '',
        message: ts.flattenDiagnosticMessageText(messageText, '\n'),
      }));
  };
}

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

/** A copy of what the engine and its tests need, in this folder. */
export function createCopy(folder: string) {
  for (const part of [
    'server',
    'scripts',
    'docs',
    'examples',
    'package.json',
    'tsconfig.base.json',
    'vitest.config.ts',
  ])
    cpSync(inRepository(part), join(folder, part), { recursive: true });
  symlinkSync(inRepository('node_modules'), join(folder, 'node_modules'));

  const run = async (...command: readonly string[]): Promise<{ code: unknown; output: string }> => {
    // The tests in the copy are a run of their own.
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')),
    );
    const child: ChildProcess = spawn(process.execPath, command, {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [[code], ...outputs] = await Promise.all([
      once(child, 'close'),
      ...[child.stdout, child.stderr].map((stream) => (stream === null ? '' : text(stream))),
    ]);
    return { code, output: outputs.join('') };
  };

  return {
    run,
    write: (overlay: Overlay): void => {
      for (const [file, content] of overlay) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), content);
      }
    },
    /** Runs the tests of these files. */
    test: async (files: readonly string[]) => {
      const report = join(folder, 'report.json');
      const vitest = 'node_modules/vitest/vitest.mjs';
      const reporter = ['--reporter=json', `--outputFile=${report}`, '--maxWorkers=1', '--project=node'];
      const { output } = await run(vitest, 'run', ...reporter, ...files);
      const { testResults } = reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')));
      return {
        output,
        tests: testResults.flatMap(({ name, message, assertionResults }) => {
          const file = files.find((one) => name.endsWith(one)) ?? name;
          // A file that cannot be loaded has no tests.
          if (assertionResults.length === 0) return [{ file, hasFailed: true, says: message ?? '' }];
          return assertionResults.map(({ fullName, status, failureMessages }) => ({
            file,
            hasFailed: status === 'failed',
            says: [fullName, ...(failureMessages ?? [])].join('\n'),
          }));
        }),
      };
    },
  };
}
