import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parseOptionSet } from '../../doctor/parse-option-set.ts';
import { course } from '../../scenarios/lessons/course.ts';
import { parseScenario } from '../../scenarios/read/parse.ts';
import { optionCatalogue } from '../options/options.ts';
import { jsonSchemaOf } from './json-schema.ts';
import { scenarioText } from './scenario.ts';

// `starts_with` is zod's name of a format; the pattern beside it says the same.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const fits = {
  scenario: ajv.compile(jsonSchemaOf('scenario')),
  options: ajv.compile(jsonSchemaOf('options')),
};

const examples = join(import.meta.dirname, '../../../examples');
const exampleFiles = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.scenario.json'),
);

describe('the JSON Schema of scenarios', () => {
  it.each(course.map((lesson) => [lesson.id, scenarioText(lesson)] as const))(
    'takes the lesson %s',
    (_id, text) => {
      expect(fits.scenario(JSON.parse(text)), JSON.stringify(fits.scenario.errors)).toBe(true);
    },
  );

  it.each(exampleFiles)('takes the example %s', (name) => {
    expect(fits.scenario(JSON.parse(readFileSync(join(examples, name), 'utf8')))).toBe(true);
  });

  const [first] = course;
  const whole = JSON.parse(first === undefined ? '{}' : scenarioText(first));
  it.each([
    ['a word for an editor', { $schema: './node_modules/session-playground/scenario.schema.json' }, true],
    ['another format', { format: 'session-playground/scenario@2' }, false],
    ['no steps', { steps: [] }, false],
    ['a key that there is not', { stepz: [] }, false],
    ['an option that there is not', { lab: { options: { resaved: true } } }, false],
    ['an option of a wrong type', { lab: { options: { resave: 'yes' } } }, false],
    ['a step that there is not', { steps: [{ sendd: { browser: 'alice', path: '/' } }] }, false],
    ['a request without its path', { steps: [{ send: { browser: 'alice' } }] }, false],
    ['a path that is none', { steps: [{ send: { browser: 'alice', path: 'views' } }] }, false],
    ['an expectation with a wrong status', { steps: [{ expect: { response: 'A', status: 'ok' } }] }, false],
  ])('says of %s what the reader says', (_what, change, isTaken) => {
    const value = { ...whole, ...change };
    expect(fits.scenario(value)).toBe(isTaken);
    expect(parseScenario(JSON.stringify(value)).ok).toBe(isTaken);
  });

  it('tells of every option what it does', () => {
    const text = JSON.stringify(jsonSchemaOf('scenario'));
    const missing = optionCatalogue.filter(
      ({ row }) => !text.includes(JSON.stringify(row.sentence).slice(1, -1)),
    );
    expect(missing.map(({ path }) => path)).toEqual([]);
  });
});

describe('the JSON Schema of options', () => {
  it.each([
    ['what people have', { secret: 'a', resave: false, cookie: { secure: true } }, true],
    ['what is known of the app', { secret: 'a', context: { production: true }, $schema: 'x' }, true],
    ['a context that there is not', { secret: 'a', context: { productoin: true } }, false],
  ])('says of %s what the doctor’s reader says', (_what, value, isTaken) => {
    expect(fits.options(value)).toBe(isTaken);
    expect(parseOptionSet(JSON.stringify(value)).ok).toBe(isTaken);
  });
});
