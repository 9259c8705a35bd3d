import type { IncomingHttpHeaders } from 'node:http';
import type { ProxyOptions } from 'vite';

/** Origins, such as `http://127.0.0.1:5173`: of the control plane, and of the page as Vite serves it. */
export type DevOrigins = { api: string; page: string };

/**
 * What a request for the control plane carries instead, on its way through the page's development server. Only the
 * page's own Host and Origin are translated. A foreign page's or a rebound host's arrive as they are, so that the
 * control plane refuses them just as it does without the proxy. The token is asked for in any case.
 */
export function translateHeaders(
  { host, origin }: Pick<IncomingHttpHeaders, 'host' | 'origin'>,
  { api, page }: DevOrigins,
): { host?: string; origin?: string } {
  return {
    ...(host === new URL(page).host ? { host: new URL(api).host } : {}),
    ...(origin === page ? { origin: api } : {}),
  };
}

/** Vite's proxy from the page's development server to the control plane. */
export function devProxy(origins: DevOrigins): ProxyOptions {
  return {
    target: origins.api,
    changeOrigin: false,
    configure: (proxy) => {
      proxy.on('proxyReq', (toApi, fromPage) => {
        const translated = translateHeaders(fromPage.headers, origins);
        for (const [name, value] of Object.entries(translated)) toApi.setHeader(name, value);
      });
    },
  };
}
