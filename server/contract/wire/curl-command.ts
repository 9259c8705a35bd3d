import { type Exchange, passedOn } from './exchanges.ts';

/** What curl says by itself: from the address, and from the body. */
const byCurl = new Set(['host', 'connection', 'content-length']);

/** The request as a command for a POSIX shell. Secrets among its headers are left out. */
export function curlCommand({ method, path, origin, asked }: Exchange): string {
  const { headers, body } = asked;
  const address = `${origin ?? 'http://localhost'}${path}`;
  const isHead = method === 'HEAD';
  const isPlain = method === (body === null ? 'GET' : 'POST');
  return [
    `curl ${quoted(address)}`,
    ...leadingToLab(address),
    ...(isHead ? ['--head'] : isPlain ? [] : [`-X ${method}`]),
    ...passedOn(headers)
      .filter(([name]) => !byCurl.has(name.toLowerCase()))
      // curl takes a header without a value out, unless it ends in a semicolon.
      .map(([name, value]) => `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`),
    // The path may have parts that curl would take for patterns, or resolve.
    ...(/[[\]{}]/.test(address) ? ['--globoff'] : []),
    ...(/\/\.{1,2}(?:[/?]|$)/.test(path) ? ['--path-as-is'] : []),
    ...(body === null ? [] : [`--data-raw ${quoted(body)}`]),
  ].join(' \\\n  ');
}

/** A name of the lab's browsers leads nowhere, or to somebody else's machine. */
function leadingToLab(address: string): string[] {
  const { hostname, port } = new URL(address);
  const isOwn = hostname === 'localhost' || hostname.endsWith('.localhost') || /^127\.|^\[/.test(hostname);
  return isOwn || port === '' ? [] : [`--resolve ${hostname}:${port}:127.0.0.1`];
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
