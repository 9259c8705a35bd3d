import { IncomingMessage, ServerResponse } from 'node:http';
import express from 'express';
import { afterAll, expect, vi } from 'vitest';

// Files share a process: what one of them changes in it, the next would have. So each is given it as it should be, and
// must leave it so.

// light-my-request puts its own request and response under Express's, for every app of the process; those of the next
// file listen on a port.
Object.setPrototypeOf(express.request, IncomingMessage.prototype);
Object.setPrototypeOf(express.response, ServerResponse.prototype);

const whatIsShared = () => ({
  hasFakeTimers: vi.isFakeTimers(),
  folder: process.cwd(),
  env: { ...process.env },
});
const before = whatIsShared();
afterAll(() => expect(whatIsShared()).toEqual(before));
