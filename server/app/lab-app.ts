import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express';
import type { LabConfig } from '../contract/options/lab-config.ts';
import { type LabRouteId, labRoutes, ownHandlerPath } from '../contract/routes.ts';
import type { AppParts, AppUnderTest } from './app-under-test.ts';
import { middlewareAround, type QueueListeners } from './lab-settings.ts';
import { routeHandlers } from './routes/route-table.ts';
import { appSettings, sessionOptions } from './session-options.ts';
import { createWork, type OnWork, workLocal } from './work.ts';

export type BuiltInAppSettings = QueueListeners & {
  config: LabConfig;
  /** Answers at `ownHandlerPath`, whatever the method; null for nothing there. */
  handler?: RequestHandler | null;
  /** Told of every error that reaches the app's end, before it is answered. */
  onError?: (error: Error, req: Request) => void;
};

/** The app that a lab has unless it is given another: Express with the built-in routes. */
export function builtInApp(settings: BuiltInAppSettings) {
  const { config, handler, onTurn, onQueued, onError } = settings;
  return ({ session, store, genid, work }: AppParts): Express => {
    const app = express();
    app.disable('x-powered-by');
    for (const [name, value] of appSettings(config.options)) app.set(name, value);
    app.locals[workLocal] = work;
    app.get(labRoutes.before.path, routeHandlers.before);
    for (const middleware of middlewareAround(config, { onTurn, onQueued })) app.use(middleware);
    const options = sessionOptions(config.options, store, {
      onIgnored: (words, req) => onError?.(new Error(words), req),
    });
    app.use(session(genid === undefined ? options : { ...options, genid }));
    app.use(express.json({ strict: false }), express.urlencoded({ extended: false }));
    addRoutes(app);
    if (handler) app.all(ownHandlerPath, handler);
    app.use(answerError(onError));
    return app;
  };
}

/** Makes the app of a lab that has this configuration. */
export type AppFor = (settings: BuiltInAppSettings) => AppUnderTest;

export type LabAppSettings = BuiltInAppSettings &
  Pick<AppParts, 'session' | 'store' | 'genid'> & { onWork?: OnWork };

/** The built-in app, put together at once. Throws what Express or express-session throws about the options. */
export const createLabApp = ({ session, store, genid, onWork, ...settings }: LabAppSettings): Express =>
  builtInApp(settings)({ session, store, work: createWork(onWork), ...(genid && { genid }) });

/** The routes that do without a session. */
const sessionless: ReadonlySet<string> = new Set<LabRouteId>(['greeting', 'loginForm', 'before']);

function addRoutes(app: Express): void {
  for (const [id, { method, path }] of Object.entries(labRoutes)) {
    const guards = sessionless.has(id) ? [] : [needsSession];
    const handler: RequestHandler = Reflect.get(routeHandlers, id);
    if (method === 'GET') app.get(path, ...guards, handler);
    else app.post(path, ...guards, handler);
  }
}

const needsSession: RequestHandler = (req, res, next) => {
  if (req.session) return next();
  res
    .status(500)
    .type('text')
    .send(
      'There is no req.session here: the cookie’s path does not cover this URL, or the store is disconnected.',
    );
};

/** The message in plain text, without the stack: it would show where the app lies on this machine. */
const answerError =
  (onError: BuiltInAppSettings['onError']): ErrorRequestHandler =>
  (thrown: unknown, req, res, next) => {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    onError?.(error, req);
    if (res.headersSent) return next(error);
    res.status(statusOf(error)).type('text').send(error.message);
  };

/** 500, or what a body parser says the client did wrong. */
function statusOf(error: Error): number {
  const status: unknown = Reflect.get(error, 'status');
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
