import { expect, it } from 'vitest';
import { builtInApp } from '../app/lab-app.ts';
import { expressCode } from '../code/express/express-code.ts';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import { labSettingCatalogue } from '../contract/options/lab-setting-rows.ts';
import type { OptionRow } from '../contract/options/option-row.ts';
import { createBalancer } from './balancer.ts';
import { turnedAway } from './host-check.ts';
import { createInstances } from './instances.ts';
import { storesFor } from './lab-stores.ts';

/** Whether a lab with these settings answers under a name that is not its own. */
const answersAny = (settings: object): boolean =>
  turnedAway(
    { headers: {}, headersDistinct: { host: ['shop.example'] } },
    labConfigSchema.parse(settings),
  ) === null;

/** What a lab with these settings is: for each app that is built, the place of its store and how much it runs through. */
async function built(settings: object): Promise<Array<[store: number, layers: number]>> {
  const config = labConfigSchema.parse(settings);
  const uses = await storesFor(config, new Map(), {
    onMade: () => {},
    onCloseFailed: () => {},
    onTold: () => {},
  });
  const stores = [...uses.values()].map(({ labStore }) => labStore.store);
  const apps: Array<[number, number]> = [];
  await createInstances({
    now: () => 0,
    requestId: () => '',
    onEvent: () => {},
    onError: () => {},
    taken: [],
    appFor: (given) => (parts) => {
      const app = builtInApp(given)(parts);
      apps.push([stores.indexOf(parts.store), app.router.stack.length]);
      return app;
    },
  }).build(config, uses, null);
  for (const use of uses.values()) use.retire();
  return apps;
}

/** Where requests go of which the first two have their answers still to come, of a browser that the second knows. */
function balanced(settings: object): number[] {
  const { balancer } = labConfigSchema.parse(settings);
  const among = [2, 1, 0].map((load, place) => ({
    at: { app: 'main', instance: place + 1 },
    life: { load },
  }));
  const choose = createBalancer();
  const asked = { headers: { cookie: 'a=b; SERVERID=2' } };
  return [1, 2, 3, 4].map(() => choose(balancer, among, asked)?.at.instance ?? 0);
}

/** Values that are not the default. */
function othersOf({ control, default: usual }: OptionRow): unknown[] {
  if (control.type === 'switch') return [usual !== true];
  if (control.type === 'choice')
    return control.choices.map(({ value }) => value).filter((one) => one !== usual);
  throw new Error(`no other value is known for a ${control.type}`);
}

const code = (settings: object) =>
  expressCode({ config: labConfigSchema.parse(settings), handler: null, isFaulty: false, clock: 0 }, 'js')
    .text;
/** Beside what each can be seen: whether a store is shared, where there are two apps to share it. */
const besides = [{}, { instances: 2 }];

it.each(labSettingCatalogue.flatMap(({ path, row }) => othersOf(row).map((value) => ({ path, value }))))(
  '$path: $value makes another lab, and other code',
  async ({ path, value }) => {
    const seen = await Promise.all(
      besides.map((beside) =>
        Promise.all(
          [beside, { ...beside, [path]: value }].map(async (one) => [
            await built(one),
            answersAny(one),
            balanced(one),
          ]),
        ),
      ),
    );
    expect(seen.some(([usual, other]) => JSON.stringify(usual) !== JSON.stringify(other))).toBe(true);
    expect(besides.some((beside) => code(beside) !== code({ ...beside, [path]: value }))).toBe(true);
  },
);

it('gives each instance a store, or all of them one', async () => {
  const [[, layers] = [0, 0]] = await built({});
  expect(await built({ instances: 2 })).toEqual([
    [0, layers],
    [1, layers],
  ]);
  expect(await built({ instances: 2, sharedStore: true })).toEqual([
    [0, layers],
    [0, layers],
  ]);
  expect(await built({ oneAtATime: true })).toEqual([[0, layers + 1]]);
});
