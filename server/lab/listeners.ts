import type { RequestListener } from 'node:http';
import { placeOf } from '../contract/endpoints.ts';
import type { LabConfig } from '../contract/options/lab-config.ts';
import { type Balancer, createBalancer, stickTo } from './balancer.ts';
import type { EventPost } from './event-post.ts';
import type { LabFaults } from './faults/lab-faults.ts';
import { type TurnedAway, turnedAway } from './host-check.ts';
import type { Instance, Instances } from './instances.ts';
import type { RequestNames } from './request-names.ts';

export type ListenersSettings = {
  /** What there is now: each app's instances, in their order. */
  current(): { config: LabConfig; apps: ReadonlyMap<string, readonly Instance[]> };
  names: RequestNames;
  faults: Pick<LabFaults, 'request'>;
  instances: Pick<Instances, 'note'>;
  post: Pick<EventPost, 'add'>;
  /** µs since the log's start. */
  now: () => number;
};

/** What stands before a lab's apps: it hands each request to an instance. */
export type Listeners = {
  /** What answers at an app's address; it refuses while there is no such app. */
  listenerOf(app: string): RequestListener;
  /** Its balancers are as at the beginning of a lab: the lab goes on as another. */
  beginAnew(): void;
  /** Those that waited for an instance which was being started anew can go there. */
  goOn(): void;
};

export function createListeners({
  current,
  names,
  faults,
  instances,
  post,
  now,
}: ListenersSettings): Listeners {
  const waiting: Array<() => void> = [];
  const balancers = new Map<string, Balancer>();
  const balancerOf = (app: string): Balancer => {
    const balancer = balancers.get(app) ?? createBalancer();
    balancers.set(app, balancer);
    return balancer;
  };

  const turnAway = (request: string, { status, reason }: TurnedAway, ...on: Parameters<RequestListener>) => {
    const [{ method = '', url = '', headers }, res] = on;
    post.add({ type: 'arrived', request, method, url, cookie: headers.cookie ?? null, at: now() });
    post.add({ type: 'error', request, message: reason, stack: null, at: now() });
    post.add({ type: 'headers', request, status, setCookie: [], at: now() });
    res.once('finish', () => post.add({ type: 'responded', request, status, at: now() }));
    res.writeHead(status, { 'content-type': 'text/plain' }).end(`${reason}\n`);
  };

  const listenerOf = (app: string): RequestListener => {
    return (req, res) => {
      const { name: request, instance: asked, isOutside } = names.take(req);
      const refusal = isOutside ? turnedAway(req, current().config) : null;
      if (refusal !== null) return turnAway(request, refusal, req, res);
      const handOver = (): void => {
        // Whoever gave up while it waited has no request any more.
        if (res.destroyed || res.closed) return;
        const own = current().apps.get(app) ?? [];
        if (own.length === 0) return void res.writeHead(503).end(`There is no ${app} app any more.`);
        const { balancer } = current().config;
        const among = own.filter(({ life }) => life.takesRequests);
        const named = asked === null ? undefined : own[(asked - 1) % own.length];
        const instance = named ?? balancerOf(app)(balancer, among, req);
        if (instance === undefined || !instance.life.takesRequests) return void waiting.push(handOver);
        if (own.length > 1) instances.note(request, placeOf(instance.at));
        if (own.length > 1 && named === undefined && balancer === 'sticky') stickTo(instance, req, res);
        res.once('close', instance.use.begin());
        instance.life.serve(request, res, () => instance.app(req, res));
      };
      faults.request(req, res, handOver);
    };
  };
  return {
    listenerOf,
    beginAnew: () => balancers.clear(),
    goOn: () => {
      for (const handOver of waiting.splice(0)) handOver();
    },
  };
}
