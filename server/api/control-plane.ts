import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { TRPCError } from '@trpc/server';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import { getErrorShape } from '@trpc/server/shared';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { mostInBatch } from '../contract/state.ts';
import { createServer } from '../lab/listen.ts';
import { createPlayground } from '../playground/create-playground.ts';
import type { Playground } from '../playground/playground.ts';
import type { Races } from '../races/races.ts';
import { remembering } from '../races/remembering.ts';
import type { Recording } from '../recording/recording.ts';
import { createComparer } from '../scenarios/compare/comparer.ts';
import { type Consent, createConsent } from '../scenarios/consent/consent.ts';
import type { CatalogueSettings } from '../scenarios/read/catalogue.ts';
import type { Workspace } from '../scenarios/workspace/workspace.ts';
import type { SpawnHost } from '../threads/host.ts';
import { readBody } from './body.ts';
import { admit, type Door, ownHosts } from './guard.ts';
import { builtPage, missingPage, pageFailed, strictHeaders } from './page.ts';
import { router } from './router.ts';
import { trpcErrorOf } from './trpc.ts';

export type ControlPlaneSettings = {
  playground: Playground;
  races: Races;
  /** Folder of the built page. */
  pageDir: string;
  /** Scenario files beside the course. */
  catalogue?: CatalogueSettings;
  /** Makes what a compared lab with a typed-in handler runs in; by default a process of plain Node. */
  spawnForeign?: SpawnHost;
  /** Which code from files may run; by default what this user allowed before, and allows from now on. */
  consent?: Consent;
  /** Where what the page has in its forms is kept; without it, nowhere. */
  workspace?: Pick<Workspace, 'page' | 'setPage'>;
  /** An app that is recorded; null, the default, for none. */
  recording?: Recording | null;
  /** 0, the default, for one that the system chooses. */
  port?: number;
  /** Made at start when not given: 256 bits. */
  token?: string;
};

export type ControlPlane = {
  /** The page's address with the token in its fragment. */
  url: string;
  origin: string;
  token: string;
  close(): Promise<void>;
};

/** Serves the built page and the procedures on 127.0.0.1. Rejects when the port cannot be had (EADDRINUSE, EACCES). */
export async function createControlPlane(settings: ControlPlaneSettings): Promise<ControlPlane> {
  const token = settings.token ?? randomBytes(32).toString('base64url');
  const server = createServer();
  server.listen(settings.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const hosts = ownHosts(address.port);
  server.on('request', createApp(settings, hosts, token));

  const origin = `http://127.0.0.1:${address.port}`;
  return {
    url: `${origin}/#token=${token}`,
    origin,
    token,
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function createApp(
  {
    playground,
    races: given,
    pageDir,
    catalogue = {},
    consent = createConsent(),
    recording = null,
    spawnForeign,
    workspace = null,
  }: Omit<ControlPlaneSettings, 'workspace'> & { workspace?: ControlPlaneSettings['workspace'] | null },
  hosts: string[],
  token: string,
): Express {
  const app = express();
  const races = remembering(given);
  const comparer = createComparer({ createPlayground, races, ...(spawnForeign && { spawnForeign }) });
  app.disable('x-powered-by');
  app.use(strictHeaders);
  const api = express.Router();
  api.use(guarded({ hosts, methods: ['GET', 'POST'], token }));
  api.use(readBody);
  api.use(
    createExpressMiddleware({
      router,
      maxBatchSize: mostInBatch,
      createContext: () => ({ playground, races, comparer, catalogue, consent, workspace, recording }),
    }),
  );
  app.use('/api', noStore, api, apiFailed);
  app.use(guarded({ hosts, methods: ['GET', 'HEAD'], token: null }), builtPage(pageDir), missingPage);
  app.use(refused, pageFailed);
  return app;
}

const noStore: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-store');
  next();
};

const guarded =
  (door: Door): RequestHandler =>
  ({ method, headers, headersDistinct }, _res, next) => {
    const { origin, authorization } = headers;
    // Of two, Node would take the first; another reader might take the second.
    const host = headersDistinct['host']?.join(', ');
    const knock = { method, host, origin, authorization, contentLength: headers['content-length'] };
    const admission = admit(knock, door);
    next(admission.ok ? undefined : trpcErrorOf([admission.problem], admission.code));
  };

/** Whatever stops a request before its procedure, in the shape in which procedures fail. */
const apiFailed: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (res.headersSent) return next(error);
  const isOurs = error instanceof TRPCError;
  const shown = isOurs
    ? error
    : new TRPCError({ code: 'BAD_REQUEST', message: 'This request cannot be read.' });
  const config = router._def._config;
  const shape = getErrorShape({
    config,
    error: shown,
    type: 'unknown',
    path: undefined,
    input: undefined,
    ctx: undefined,
  });
  // What is left of a refused body is not read.
  res.status(shape.data.httpStatus).set('Connection', 'close').json({ error: shape });
};

const refused: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (!(error instanceof TRPCError)) return next(error);
  const status = error.code === 'METHOD_NOT_SUPPORTED' ? 405 : error.code === 'FORBIDDEN' ? 403 : 413;
  res.status(status).set('Connection', 'close').type('text').send(`${error.message}\n`);
};
