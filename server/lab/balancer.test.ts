import { describe, expect, it } from 'vitest';
import { balancerKinds } from '../contract/options/balancers.ts';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import { createBalancer } from './balancer.ts';
import type { Lab } from './lab.ts';
import { runningLab } from './running-lab.test-helper.ts';

const three = (loads = [0, 0, 0]) =>
  loads.map((load, place) => ({ at: { app: 'main', instance: place + 1 }, life: { load } }));
const nobody = { headers: {} };
const of = (instance: number) => ({ headers: { cookie: `SERVERID=${instance}` } });

describe('a balancer', () => {
  it('takes turns', () => {
    const choose = createBalancer();
    expect([1, 2, 3, 4].map(() => choose('round robin', three(), nobody)?.at.instance)).toEqual([1, 2, 3, 1]);
  });

  it('asks who is least busy, and takes turns among those', () => {
    const choose = createBalancer();
    const chosen = (loads: number[]) => choose('least busy', three(loads), nobody)?.at.instance;
    expect([chosen([0, 0, 0]), chosen([0, 0, 0]), chosen([0, 0, 0])]).toEqual([1, 2, 3]);
    expect([chosen([1, 2, 0]), chosen([1, 2, 0]), chosen([0, 1, 1])]).toEqual([3, 3, 1]);
  });

  it('chooses by chance, each of them about as often, and alike each time', () => {
    const run = () => {
      const choose = createBalancer();
      return Array.from({ length: 3000 }, () => choose('random', three(), nobody)?.at.instance ?? 0);
    };
    const chosen = run();
    expect(run()).toEqual(chosen);
    for (const one of [1, 2, 3]) {
      const times = chosen.filter((each) => each === one).length;
      expect([one, times > 850 && times < 1150]).toEqual([one, true]);
    }
  });

  it('brings a browser back by its cookie, and gives one that fits none to the next', () => {
    const choose = createBalancer();
    const chosen = (asked: { headers: { cookie?: string } }) => choose('sticky', three(), asked)?.at.instance;
    expect([chosen(of(3)), chosen(of(3)), chosen(nobody), chosen(nobody)]).toEqual([3, 3, 1, 2]);
    expect(chosen(of(9))).toBe(3);
    expect(chosen({ headers: { cookie: 'connect.sid=x; SERVERID=2' } })).toBe(2);
    expect(chosen({ headers: { cookie: 'XSERVERID=2' } })).toBe(1);
  });

  it.each(balancerKinds)('%s chooses nobody where nobody can be asked', (kind) => {
    expect(createBalancer()(kind, [], nobody)).toBeUndefined();
  });
});

describe('sticky', () => {
  const sticky = (more: object = {}) =>
    runningLab({ config: labConfigSchema.parse({ instances: 8, balancer: 'sticky', ...more }) });
  const cookiesOf = async (lab: Lab, path: string, cookie = '') =>
    (await fetch(lab.url + path, { headers: { cookie } })).headers.getSetCookie();

  // What HAProxy 2.6 was seen to do with `cookie SERVERID insert`.
  it('sets its cookie behind those of the app, once', async () => {
    const lab = await sticky();
    expect(await cookiesOf(lab, '/views')).toEqual([
      expect.stringMatching(/^connect\.sid=/),
      'SERVERID=1; path=/',
    ]);
    expect(await cookiesOf(lab, '/views')).toEqual([expect.anything(), 'SERVERID=2; path=/']);
    expect(await cookiesOf(lab, '/views', 'SERVERID=2')).toEqual([expect.stringMatching(/^connect\.sid=/)]);
    expect(await cookiesOf(lab, '/views', 'SERVERID=9')).toEqual([expect.anything(), 'SERVERID=3; path=/']);
  });

  it('leaves a response the cookies that it sets with its head', async () => {
    const handler = `(req, res) => { req.session.destroy(); res.writeHead(200, { 'set-cookie': ['a=1', 'b=2'] }); res.end(); }`;
    const config = labConfigSchema.parse({ instances: 2, balancer: 'sticky' });
    const lab = await runningLab({ handler, config });
    expect(await cookiesOf(lab, '/mine')).toEqual(['a=1', 'b=2', 'SERVERID=1; path=/']);
  });

  it('sets none where there is one instance', async () => {
    const lab = await sticky({ instances: 1 });
    expect(await cookiesOf(lab, '/views')).toHaveLength(1);
  });
});
