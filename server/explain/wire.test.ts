import { describe, expect, it, onTestFinished } from 'vitest';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import { ownHandlerPath } from '../contract/routes.ts';
import { curlCommand } from '../contract/wire/curl-command.ts';
import { type Exchange, exchangesOf } from '../contract/wire/exchanges.ts';
import { harText } from '../contract/wire/har-file.ts';
import { createPlayground } from '../playground/create-playground.ts';
import { endsOf, spec } from '../playground/stand.test-helper.ts';
import { readCurl } from './curl/read-curl.ts';
import { readHar } from './har/read-har.ts';

/** Says what came over the wire, and answers with headers of its own. */
const handler = `(req, res) => {
  req.session.seen = 1;
  res.setHeader('X-Twice', ['1', '2']);
  res.status(201).send({ came: req.rawHeaders });
}`;

async function sent(requests: Parameters<typeof spec>[0][]) {
  const config = labConfigSchema.parse({ options: { secret: ['keyboard cat'] } });
  const playground = await createPlayground({ config, browsers: ['alice'], handler });
  onTestFinished(() => playground.close());
  await endsOf(playground.sequence(requests.map(spec)));
  const { events, startedAt } = playground.log();
  return { exchanges: exchangesOf(events), startedAt };
}

const name = "it's $HOME";
const post = {
  method: 'POST' as const,
  path: `${ownHandlerPath}?a=1&b=%20`,
  json: { name },
  headers: { authorization: 'Bearer abc', 'x-of-mine': "it's" },
};
const lower = (headers: Exchange['asked']['headers']) =>
  headers.map(([header, value]): [string, string] => [header.toLowerCase(), value]);

describe('a request as it went over the wire', () => {
  it('has the headers that came to the app, in order, and those of the answer with each cookie', async () => {
    const { exchanges } = await sent([{ path: ownHandlerPath }, post]);
    for (const exchange of exchanges) {
      const { came }: { came: string[] } = JSON.parse(exchange.body?.text ?? '');
      expect(exchange.asked.headers.flat()).toEqual(came);
      expect(exchange).toMatchObject({ answered: { status: 201, reason: 'Created', isWhole: true } });
      expect(exchange.answered?.headers.filter(([header]) => header === 'X-Twice')).toEqual([
        ['X-Twice', '1'],
        ['X-Twice', '2'],
      ]);
    }
    const [first, second] = exchanges;
    expect(first?.answered?.headers).toContainEqual(['Set-Cookie', first?.answered?.setCookie[0]]);
    expect(lower(second?.asked.headers ?? []).at(-1)).toEqual([
      'cookie',
      first?.answered?.setCookie[0]?.split(';')[0],
    ]);
  });

  it('is the same as a cURL command and as a HAR, without what is secret', async () => {
    const { exchanges, startedAt } = await sent([{ path: ownHandlerPath }, post]);
    const [, exchange] = exchanges;
    if (exchange === undefined) throw new Error('Nothing was sent');
    const own: [string, string][] = lower(exchange.asked.headers).map(([header, value]) =>
      header === 'authorization' ? [header, 'authorization of your own'] : [header, value],
    );
    const [command] = readCurl(curlCommand(exchange));
    expect(command).toMatchObject({ isCutOff: false, unknown: [] });
    expect(command?.request).toMatchObject({
      method: 'POST',
      body: { text: JSON.stringify({ name }) },
      headers: expect.arrayContaining(
        own.filter(([header]) => !['host', 'connection', 'content-length'].includes(header)),
      ),
    });
    const url = new URL(exchange.path, exchange.origin ?? '');
    expect(command?.request?.url.href).toBe(url.href);

    const text = harText(exchanges, startedAt);
    expect(JSON.stringify(JSON.parse(text).log.entries[1].request)).not.toContain('Bearer abc');
    const har = readHar(JSON.parse(text));
    expect(har).toMatchObject({ broken: 0, hasCookies: true });
    expect(har.exchanges[1]).toMatchObject({
      status: 201,
      setCookies: exchange.answered?.setCookie,
      request: {
        method: 'POST',
        headers: own,
        body: { type: 'application/json', text: JSON.stringify({ name }) },
      },
    });
    expect(har.exchanges[1]?.request.url.href).toBe(url.href);
  });
});
