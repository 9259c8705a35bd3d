import { createSender, type Sender } from '../../browsers/sender.ts';
import { type Endpoint, type FoundEndpoint, findEndpoint, type Whose } from '../../contract/endpoints.ts';
import type { Lab } from '../../lab/lab.ts';

export type Reachable = Endpoint & { sender: Sender };

/** The lab that requests go to: its endpoints, and a sender for each of their origins. It is replaced with the lab. */
export type Target = {
  find(asked: Whose): FoundEndpoint<Reachable>;
  /** The app to which an address leads, whatever host it names; undefined where it leads to none. */
  at(address: URL): Reachable | undefined;
  /** Its apps may have come, gone, or moved. */
  follow(endpoints: readonly Endpoint[]): void;
  /** Fails what is under way. */
  close(): Promise<unknown>;
};

export function createTarget(lab: Pick<Lab, 'endpoints' | 'key'>): Target {
  const senders = new Map<string, Sender>();
  let reachable: Reachable[] = [];
  const senderTo = (origin: string): Sender => {
    const sender = senders.get(origin) ?? createSender(origin, lab.key);
    senders.set(origin, sender);
    return sender;
  };
  const follow = (endpoints: readonly Endpoint[]) => {
    reachable = endpoints.map((endpoint) => ({ ...endpoint, sender: senderTo(endpoint.origin) }));
    for (const [origin, sender] of senders) {
      if (endpoints.some((endpoint) => endpoint.origin === origin)) continue;
      senders.delete(origin);
      void sender.close();
    }
  };
  follow(lab.endpoints());
  return {
    find: (asked) => findEndpoint(reachable, asked),
    at: ({ port }) => reachable.find(({ origin }) => new URL(origin).port === port),
    follow,
    close: () => Promise.all([...senders.values()].map((sender) => sender.close())),
  };
}
