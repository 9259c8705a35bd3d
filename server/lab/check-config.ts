import express from 'express';
import { type Refused, refuse } from '../contract/errors.ts';
import { messageOf } from '../contract/message-of.ts';
import type { LabConfig } from '../contract/options/lab-config.ts';

/**
 * Tries what throws when an app is set up, so that there is none to run: Express's own setting. What express-session and
 * its cookie throw at later is for the lab to show. Nothing of a running app is touched. null when all is well.
 */
export function refusalOf({ options }: LabConfig): Refused | null {
  try {
    express().set('trust proxy', options.trustProxy);
    return null;
  } catch (error) {
    return refuse('app-not-started', 'options.trustProxy', { message: messageOf(error) });
  }
}
