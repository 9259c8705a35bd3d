import type { RequestHandler } from 'express';
import type { LabConfig } from '../contract/options/lab-config.ts';
import type { LabSettingKey } from '../contract/options/lab-setting-rows.ts';
import { type OnTurn, oneAtATime } from './one-at-a-time.ts';

/** What a setting puts before the session middleware of each app; nothing where it decides something else. */
type Around = { middleware?: RequestHandler };

/** It decides how many apps and stores a lab has, which is told from the configuration: `storePlaces` in the contract. */
const countsPlaces = (): Around => ({});

/** How each setting of a lab is handed on. A setting without a row does not compile. */
const handOn: {
  [Key in LabSettingKey]: (value: LabConfig[Key], config: LabConfig, onTurn?: OnTurn) => Around;
} = {
  oneAtATime: (isOn, { options: { name } }, onTurn) =>
    isOn ? { middleware: oneAtATime({ name, ...(onTurn && { onTurn }) }) } : {},
  instances: countsPlaces,
  sharedStore: countsPlaces,
};

const handOnOne = <Key extends LabSettingKey>(key: Key, config: LabConfig, onTurn?: OnTurn): Around =>
  handOn[key](config[key], config, onTurn);

/** What an app puts before its session middleware. */
export const middlewareAround = (config: LabConfig, onTurn?: OnTurn): RequestHandler[] =>
  (Object.keys(handOn) as LabSettingKey[]).flatMap((key) => handOnOne(key, config, onTurn).middleware ?? []);
