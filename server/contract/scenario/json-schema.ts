import { z } from 'zod';
import { doctorContextSchema } from '../doctor/doctor-context.ts';
import { scenarioLabSchema } from '../options/lab-config.ts';
import { labSettingCatalogue } from '../options/lab-setting-rows.ts';
import { optionCatalogue } from '../options/options.ts';
import { scenarioSchema } from './scenario.ts';

type Schema = z.core.JSONSchema.JSONSchema;

/** Which files have a JSON Schema: scenarios, and session options as the doctor takes them. */
export const jsonSchemaNames = ['scenario', 'options'] as const;
export type JsonSchemaName = (typeof jsonSchemaNames)[number];

/** What an editor completes and checks a file by (JSON Schema 2020-12), with the sentences of the options. */
export function jsonSchemaOf(name: JsonSchemaName): Schema {
  return name === 'scenario' ? scenarioJsonSchema() : optionsJsonSchema();
}

/** Rules that a schema has no words for, such as those that compare two fields, are left to whoever reads the file. */
const toJsonSchema = (schema: z.ZodType): Schema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

function scenarioJsonSchema(): Schema {
  const schema = toJsonSchema(scenarioSchema);
  describeLab(at(schema, 'lab'));
  return { title: 'A scenario of Session Playground', ...schema };
}

function optionsJsonSchema(): Schema {
  const lab = toJsonSchema(scenarioLabSchema);
  describeLab(lab);
  const options = at(lab, 'options');
  const { $schema: _, ...context } = toJsonSchema(doctorContextSchema);
  return {
    title: 'Session options, as the doctor of Session Playground takes them',
    ...(lab.$schema && { $schema: lab.$schema }),
    type: 'object',
    // A misplaced key is a finding of the doctor, not a mistake of the file.
    properties: {
      $schema: { type: 'string' },
      ...options?.properties,
      context,
    },
    ...(lab.$defs && { $defs: lab.$defs }),
  };
}

function describeLab(lab: Schema | undefined): void {
  const options = at(lab, 'options');
  for (const { path, row } of optionCatalogue) {
    const [key = '', inCookie] = path.split('.');
    describe(inCookie === undefined ? at(options, key) : at(at(options, key), inCookie), row);
  }
  for (const { path, row } of labSettingCatalogue) describe(at(lab, path), row);
  const store = at(lab, 'store');
  if (lab?.properties === undefined || store === undefined) return;
  const { default: usual, ...settings } = store;
  const text: Schema = { type: 'string', description: 'A kind of store, or its address.' };
  lab.properties['store'] = { anyOf: [settings, text], default: usual };
}

const describe = (schema: Schema | undefined, row: { sentence: string; changes: string }): void => {
  if (schema !== undefined) schema.description = `${row.sentence} ${row.changes}`;
};

function at(schema: Schema | undefined, key: string): Schema | undefined {
  const found = schema?.properties?.[key];
  return typeof found === 'object' ? found : undefined;
}
