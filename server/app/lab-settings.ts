import type { RequestHandler } from 'express';
import type { LabConfig } from '../contract/options/lab-config.ts';
import type { LabSettingKey } from '../contract/options/lab-setting-rows.ts';
import { type OnQueued, type OnTurn, oneAtATime } from './one-at-a-time.ts';

/** What a setting puts before the session middleware of each app; nothing where it decides something else. */
type Around = { middleware?: RequestHandler };

/** It decides how many apps and stores a lab has, which is told from the configuration: `storePlaces` in the contract. */
const countsPlaces = (): Around => ({});

/** Who is told what becomes of requests in the lab's queue. */
export type QueueListeners = { onTurn?: OnTurn | undefined; onQueued?: OnQueued | undefined };

/** How each setting of a lab is handed on. A setting without a row does not compile. */
const handOn: {
  [Key in LabSettingKey]: (value: LabConfig[Key], config: LabConfig, listeners: QueueListeners) => Around;
} = {
  oneAtATime: (isOn, { options: { name } }, listeners) =>
    isOn ? { middleware: oneAtATime({ name, ...listeners }) } : {},
  instances: countsPlaces,
  sharedStore: countsPlaces,
  // Asked before any app is: server/lab/balancer.ts.
  balancer: () => ({}),
  // Asked before any app is: server/lab/host-check.ts.
  anyHost: () => ({}),
};

const handOnOne = <Key extends LabSettingKey>(
  key: Key,
  config: LabConfig,
  listeners: QueueListeners,
): Around => handOn[key](config[key], config, listeners);

/** What an app puts before its session middleware. */
export const middlewareAround = (config: LabConfig, listeners: QueueListeners = {}): RequestHandler[] =>
  (Object.keys(handOn) as LabSettingKey[]).flatMap(
    (key) => handOnOne(key, config, listeners).middleware ?? [],
  );
