import express from 'express';
import { messageOf } from '../contract/message-of.ts';
import type { SessionOptions } from '../contract/options/options.ts';

type TrustProxy = SessionOptions['trustProxy'];

/** What Express makes of a value of `trust proxy`; `message` is what it throws, and then the app does not start. */
export type Trust =
  | { kind: 'refused'; message: string }
  | { kind: 'nobody' | 'hops' | 'addresses' | 'everybody' }
  | { kind: 'number as text'; address: string };

/** Addresses of networks that have nothing in common: who trusts them all trusts whoever comes. */
const strangers = ['8.8.8.8', '101.1.2.3', '192.0.2.7', '203.0.113.9'];

/** As it is shown: "1" is not 1. */
export const trustText = (trustProxy: TrustProxy): string | number | boolean =>
  typeof trustProxy === 'string' ? JSON.stringify(trustProxy) : trustProxy;

/** Asks Express itself, by setting it in an app. */
export function trustOf(trustProxy: TrustProxy): Trust {
  const app = express();
  try {
    app.set('trust proxy', trustProxy);
  } catch (error) {
    return { kind: 'refused', message: messageOf(error) };
  }
  const trusts: (address: string, hop: number) => boolean = app.get('trust proxy fn');
  if (typeof trustProxy === 'number' && trustProxy !== Number.POSITIVE_INFINITY)
    return { kind: trusts('127.0.0.1', 0) ? 'hops' : 'nobody' };
  if (strangers.every((address) => trusts(address, 0))) return { kind: 'everybody' };
  if (typeof trustProxy !== 'string') return { kind: 'nobody' };
  const parts = trustProxy.split(',').map((part) => part.trim());
  const numbers = parts.flatMap((part) => addressOfNumber(part) ?? []);
  const [address] = numbers;
  return address !== undefined && numbers.length === parts.length && trusts(address, 0)
    ? { kind: 'number as text', address }
    : { kind: 'addresses' };
}

/** 0.0.0.1 for "1": what a number as text stands for as an address, where that is one that nobody can have. */
function addressOfNumber(text: string): string | null {
  const number = /^\d{1,8}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number < 2 ** 24)) return null;
  return [0, number >> 16, (number >> 8) & 255, number & 255].join('.');
}

/** Whether what a proxy says is believed from anybody who can be one. */
export function trustsAProxy(trustProxy: TrustProxy): boolean {
  const { kind } = trustOf(trustProxy);
  return kind === 'hops' || kind === 'addresses' || kind === 'everybody';
}
