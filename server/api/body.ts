import type { TRPCError } from '@trpc/server';
import express, { type RequestHandler } from 'express';
import { problem } from '../contract/errors.ts';
import { readJson } from '../contract/input/json-text.ts';
import { maxBodyBytes, tooLarge } from './guard.ts';
import { trpcErrorOf } from './trpc.ts';

const readText = express.text({ type: () => true, limit: maxBodyBytes, inflate: false });

/**
 * Reads a request's body and leaves it as text for tRPC, once it is known to be JSON of a bearable size and depth: a
 * procedure that takes no input would not look at its body at all.
 */
export const readBody: RequestHandler = (req, res, next) => {
  readText(req, res, (error?: unknown) => {
    if (error !== undefined) return next(unreadable(error));
    const body: unknown = req.body;
    if (typeof body !== 'string' || body === '') return next();
    const json = readJson(body, 'body');
    next(json.ok ? undefined : trpcErrorOf(json.problems, 'PARSE_ERROR'));
  });
};

function unreadable(error: unknown): TRPCError {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') return trpcErrorOf([tooLarge], 'PAYLOAD_TOO_LARGE');
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return trpcErrorOf([problem('not-plain-text', 'body', {})], 'UNSUPPORTED_MEDIA_TYPE');
  }
  return trpcErrorOf([problem('broken-off', 'body', {})]);
}
