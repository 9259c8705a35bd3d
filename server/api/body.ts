import { TRPCError } from '@trpc/server';
import express, { type RequestHandler } from 'express';
import { readJson } from '../contract/input/json-text.ts';
import { bodyTooLarge, maxBodyBytes } from './guard.ts';

const readText = express.text({ type: () => true, limit: maxBodyBytes, inflate: false });

/**
 * Reads a request's body and leaves it as text for tRPC, once it is known to be JSON of a bearable size and depth: a
 * procedure that takes no input would not look at its body at all.
 */
export const readBody: RequestHandler = (req, res, next) => {
  readText(req, res, (error?: unknown) => {
    if (error !== undefined) return next(inWords(error));
    const body: unknown = req.body;
    if (typeof body !== 'string' || body === '') return next();
    const json = readJson(body);
    next(json.ok ? undefined : new TRPCError({ code: 'PARSE_ERROR', message: `body: ${json.message}` }));
  });
};

function inWords(error: unknown): TRPCError {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') return new TRPCError({ code: 'PAYLOAD_TOO_LARGE', message: bodyTooLarge });
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    const message = 'body: expected UTF-8 text, not compressed';
    return new TRPCError({ code: 'UNSUPPORTED_MEDIA_TYPE', message });
  }
  return new TRPCError({ code: 'BAD_REQUEST', message: 'body: it could not be read to its end' });
}
