import { countText, isNone, sumOf } from './race-counts.ts';
import type { AnomalyKind, Count, RaceResult, Unmet } from './races.ts';

/** What orders do, for each kind of anomaly: one of them, and several. */
const deeds: Readonly<Record<AnomalyKind, (whose: string) => readonly [one: string, many: string]>> = {
  'lost delete': (whose) => [
    `brings back ${whose} destroyed session`,
    `bring back ${whose} destroyed session`,
  ],
  'lost update': (whose) => [`loses ${whose} write`, `lose ${whose} write`],
  'duplicate session': (whose) => [
    `begins ${whose} session more than once`,
    `begin ${whose} session more than once`,
  ],
  'orphan session': () => ['leaves a session that nobody holds', 'leave a session that nobody holds'],
  'stale read': (whose) => [`gives ${whose} stale answer`, `give ${whose} stale answer`],
};

/** How many orders have no like among one request after the other. */
export const anomalous = ({ anomalies }: Pick<RaceResult, 'anomalies'>): Count =>
  sumOf(anomalies.map(({ schedules }) => schedules));

const unmetWords: Readonly<Record<Unmet, string>> = {
  'no-steps': 'Nothing was raced: no two of these requests call the store, so none can meet another there.',
  apart: 'Nothing was raced: each of these requests has a session of its own, so none can meet another.',
};

/** "9 of 20 orders lose alice’s write." */
export function raceHeadline(
  result: Pick<RaceResult, 'schedules' | 'anomalies' | 'requests' | 'unmet' | 'part'>,
): string {
  if (result.unmet !== undefined) return unmetWords[result.unmet];
  const { total, exact } = result.schedules;
  const looked = `${exact ? '' : ' that were looked at'}${partWords(result.part)}`;
  const isOne = BigInt(total) === 1n;
  const orders = `${ordersText(total)}${looked}`;
  if (isNone(total)) return `There is no order${looked}.`;
  if (isNone(anomalous(result))) {
    return isOne
      ? `The only order${looked} ends as one request after the other would.`
      : `All ${orders} end as one request after the other would.`;
  }
  const whose = whoseSession(result);
  const parts = result.anomalies.map(({ kind, schedules }, place) => {
    const [one, many] = deeds[kind](whose);
    const count = place === 0 ? `${countText(schedules)} of ${orders}` : countText(schedules);
    return `${count} ${BigInt(schedules) === 1n ? one : many}`;
  });
  const last = parts.pop();
  return parts.length === 0 ? `${last}.` : `${parts.join(', ')} and ${last}.`;
}

const ordersText = (count: Count): string =>
  `${countText(count)} ${BigInt(count) === 1n ? 'order' : 'orders'}`;

function whoseSession({ requests }: Pick<RaceResult, 'requests'>): string {
  const browsers = [...new Set(requests.map(({ browser }) => browser))];
  return browsers.length === 1 ? `${browsers[0]}’s` : 'a';
}

/** ` in part 1 of 4` */
const partWords = (part: RaceResult['part'] | undefined): string =>
  part === undefined ? '' : ` in part ${part.part} of ${part.of}`;

/** Whether the counts are of all schedules, and what was run to be sure. */
export function raceAssurance({
  schedules,
  verified,
  effort,
  part,
  waited,
}: Pick<RaceResult, 'schedules' | 'verified' | 'effort' | 'part' | 'waited'>): string {
  const { total, distinct, exact, outOfOrder } = schedules;
  // Run are also orders that the store cannot bring about.
  const isOne = BigInt(total) === 1n;
  const of = Number(verified) > Number(total) ? ordersText(verified) : `${countText(verified)} of them`;
  const ran = `${isOne && BigInt(verified) === 1n ? 'it was' : of} run whole on the real middleware`;
  if (!exact) {
    const states = countText(effort.states);
    return `A limit was reached after ${states} states: these are the ${ordersText(total)} looked at, not all there are; ${ran}.`;
  }
  const alike =
    String(distinct) === String(total)
      ? ''
      : ` (${countText(distinct)} when identical requests are not told apart)`;
  const ms = effort.ms.toLocaleString('en', { maximumFractionDigits: 0 });
  const others =
    outOfOrder === undefined
      ? ''
      : ` ${countText(outOfOrder)} more would need a store that answers later or out of order.`;
  const counted = isOne
    ? `There is one order${partWords(part)}`
    : `All ${ordersText(total)}${partWords(part)} counted`;
  return `${counted}${alike}; ${ran}, in ${ms} ms.${others}${waitedWords(waited)}`;
}

const waitedWords = (waited: readonly string[] = []): string =>
  waited.length === 0
    ? ''
    : ` ${waited.join(', ')} waited for another request, by a lock or a queue of the app: orders in which one would go on meanwhile cannot come, and are not among them.`;
