import { type JsonSchemaName, jsonSchemaNames, jsonSchemaOf } from '../../contract/scenario/json-schema.ts';
import { problemError } from '../../words/problems.ts';
import type { Io } from '../process/output.ts';

const isName = (name: string): name is JsonSchemaName => jsonSchemaNames.some((one) => one === name);

/** Prints the JSON Schema of one kind of file, for editors. */
export function schema({ name, io }: { name: string; io: Io }): void {
  if (!isName(name)) {
    const known = [...jsonSchemaNames];
    throw problemError('none-of', '', { known }, name);
  }
  io.out(`${JSON.stringify(jsonSchemaOf(name), null, 2)}\n`);
}
