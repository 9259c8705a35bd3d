import { onTestFinished } from 'vitest';
import type { Result } from '../contract/errors.ts';
import type { EventBody, LogEvent } from '../contract/events/events.ts';
import { defaultLabConfig } from '../contract/options/lab-config.ts';
import { type RequestSpec, type RequestSpecInput, requestSpecSchema } from '../contract/requests.ts';
import { ProblemError } from '../words/problems.ts';
import { createPlayground, type PlaygroundInternals } from './create-playground.ts';
import { type FakeHandler, fakeLabs } from './fake-lab.test-helper.ts';
import type { PlaygroundSettings, RequestEnd, SentRequests } from './playground.ts';

/** A playground on fake labs, closed when the test is over. */
export async function stand(
  handler?: FakeHandler,
  settings: Partial<PlaygroundSettings & PlaygroundInternals> = {},
) {
  const fake = fakeLabs(handler);
  const playground = await createPlayground({
    config: defaultLabConfig(),
    browsers: ['alice', 'bob'],
    createLab: fake.create,
    ...settings,
  });
  onTestFinished(() => playground.close());
  return { playground, fake };
}

export const spec = (input: Partial<RequestSpecInput> = {}): RequestSpec =>
  requestSpecSchema.parse({ browser: 'alice', path: '/', ...input });

/** The ends of requests that were sent; throws for a refusal. */
export function endsOf(outcome: Result<SentRequests>): Promise<RequestEnd[]> {
  if (!outcome.ok) throw new ProblemError(outcome.problems);
  return outcome.done;
}

type OfType<Type extends EventBody['type']> = Extract<LogEvent, { type: Type }>;

export const ofType = <Type extends EventBody['type']>(
  events: readonly LogEvent[],
  type: Type,
): OfType<Type>[] => events.filter((event): event is OfType<Type> => event.type === type);
