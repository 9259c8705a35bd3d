#!/usr/bin/env node
import * as nodeModule from 'node:module';
import { main } from './cli/main.ts';
import { standardIo } from './cli/output.ts';

// What is heavy is imported after this line, by the command that needs it. Node 20 has no such cache.
nodeModule.enableCompileCache?.();
process.exitCode = await main(process.argv.slice(2), { entry: import.meta.filename, io: standardIo() });
