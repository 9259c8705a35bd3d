type Header = { name: string; value: string };
type Sent = {
  url?: string;
  method?: string;
  /** ms after the first. */
  at?: number;
  took?: number;
  status?: number;
  cookie?: string;
  set?: string[];
  headers?: Header[];
  type?: string;
  post?: { mimeType: string; text: string };
};

const begin = Date.parse('2026-01-01T10:00:00Z');
const shop = 'https://shop.example.com';

const entry = ({
  url = '/',
  method = 'GET',
  at = 0,
  took = 10,
  status = 200,
  cookie,
  set = [],
  headers = [],
  type = 'text/html',
  post,
}: Sent) => ({
  startedDateTime: new Date(begin + at).toISOString(),
  time: took,
  request: {
    method,
    url: url.startsWith('/') ? `${shop}${url}` : url,
    httpVersion: 'h2',
    headers: [...headers, ...(cookie === undefined ? [] : [{ name: 'cookie', value: cookie }])],
    cookies: [],
    queryString: [],
    ...(post === undefined ? {} : { postData: post }),
  },
  response: {
    status,
    headers: set.map((value) => ({ name: 'Set-Cookie', value })),
    cookies: [],
    content: { size: 0, mimeType: type },
  },
  cache: {},
  timings: { send: 0, wait: took, receive: 0 },
});

/** For tests: a recording, as Chrome writes it. */
export const har = (sent: readonly Sent[], creator = 'WebInspector') => ({
  log: { version: '1.2', creator: { name: creator, version: '537.36' }, pages: [], entries: sent.map(entry) },
});

export const signed = (id: string): string => `s%3A${id}.${'x'.repeat(43)}`;
