import type { ProblemParams } from '../contract/errors.ts';

/** What no scenario can do here, and the nearest thing that one can. */
export const beyondWords: Readonly<Record<ProblemParams['beyond-scenarios']['wish'], string>> = {
  host: 'a request says which host it goes to and which page it comes from, an app of lab.apps its own host; ports are the apps’ own. Nearest: { "send": { "browser": "alice", "path": "/views", "host": "app.localhost" } }, with any name, and there "from": { "page": "http://shop.localhost:5173", "by": "fetch" }',
  restart:
    'the app is started anew by the step restart. Nearest: { "restart": true }, or { "restart": { "kill": true } } where nothing is answered any more; and { "fault": { "process": { "crashes": 1 } } }, with which the process ends at the next request',
  socket:
    'no WebSocket can be opened: a scenario sends plain requests. Nearest: a GET of the same path, which carries the same cookies as the request for an upgrade and finds the same session',
  client:
    'every browser keeps and sends cookies as Chromium does, for which 127.0.0.1 is secure; another client cannot be chosen. Nearest: "cookies": "omit" in a request that such a client would send without them, or { "edited": "…" }',
  cache:
    'nothing stands between browser and app that would keep a response. Nearest: { "expect": { "response": "A", "headers": { "cache-control": "no-store" } } }, which says whether a cache would be allowed to',
  ttl: 'the stores here have no lifetime of their own: a session ends by its cookie. Nearest: cookie.maxAge in lab.options, and { "advance": ms }',
  tls: 'the lab itself speaks plain http. Nearest: "proxy": "https" in a request, which then comes as through a proxy that ends TLS',
  handler:
    'the lab has its built-in routes, and one handler of your own. Nearest: its source in lab.handler; it answers at /mine, whatever the method',
};
