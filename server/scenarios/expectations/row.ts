import type { Problem } from '../../contract/errors.ts';
import type { LogEvent } from '../../contract/events/events.ts';
import type { LabConfig } from '../../contract/options/lab-config.ts';
import type { ExpectationKind, Expectations } from '../../contract/scenario/expectations.ts';
import type { CheckContext, EventOf, Seen } from './context.ts';

/** Names that must be known where an expectation stands: `at` is the path inside it. */
export type Named = { at: string; name: string };

/** What a recording holds at its end. `requests`: the names in the scenario, with their names in the log. */
export type Recorded = Omit<CheckContext, 'ids'> & {
  browsers: readonly string[];
  requests: ReadonlyMap<string, string>;
};

/** All that one kind of expectation is beside its schema. A part that is missing does not compile. */
export type ExpectationRow<Kind extends ExpectationKind> = {
  /** What it asks for, for people, in a lab that is so. */
  words(expectation: Expectations[Kind], lab: LabConfig): string;
  /** Holds it against what the log says. */
  check(expectation: Expectations[Kind], context: CheckContext): Seen;
  /** The browsers and requests that it names; null for a kind that names none. */
  browsers: null | ((expectation: Expectations[Kind]) => Named[]);
  requests: null | ((expectation: Expectations[Kind]) => Named[]);
  /** What could only ever hold, or never; null where any of the kind can be either. */
  problems: null | ((expectation: Expectations[Kind], at: string) => Problem[]);
  /**
   * Those that a recording suggests, of which only what holds is kept; `isTaken` unless they are taken out. null for a
   * kind that says nothing which another does not, or something that is another each time, as times are.
   */
  record: null | { isTaken: boolean; suggest(recorded: Recorded): Expectations[Kind][] };
};

/** Some kinds of the table, by kind. */
export type ExpectationRows<Kind extends ExpectationKind = ExpectationKind> = {
  [Each in Kind]: ExpectationRow<Each>;
};

/** The one name that stands under a key. */
export const named = (at: string, name: string | undefined): Named[] =>
  name === undefined ? [] : [{ at, name }];
export const namedTwo = (at: string, names: readonly string[]): Named[] =>
  names.map((name, place) => ({ at: `${at}[${place}]`, name }));

/** The events of each request of a recording that are of a type, by the request's name in the scenario. */
export function recordedEvents<Type extends LogEvent['type']>(
  { world, requests }: Recorded,
  type: Type,
): Array<{ name: string; event: EventOf<Type> }> {
  const isWanted = (event: LogEvent): event is EventOf<Type> => event.type === type;
  return [...requests].flatMap(([name, request]) =>
    (world.requests.get(request) ?? []).filter(isWanted).map((event) => ({ name, event })),
  );
}
