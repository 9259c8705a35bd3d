#!/usr/bin/env node
import { main } from './cli/main.ts';
import { keepCompiledCode } from './cli/process/code-cache.ts';
import { standardIo } from './cli/process/output.ts';

// What is heavy is imported after this line, by the command that needs it.
keepCompiledCode();
process.exitCode = await main(process.argv.slice(2), { entry: import.meta.filename, io: standardIo() });
