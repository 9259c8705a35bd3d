/** How a generated test takes values of responses, and puts them into later requests. */
export const captureText = `
/** The request with captured values where it sends them. */
function filled(spec, captured) {
  const of = (value) => (typeof value === 'function' ? value(captured) : value);
  const { path, headers = {}, body, cookies } = spec;
  const all = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, of(value)]));
  return { ...spec, path: of(path), headers: all, body: of(body), cookies: of(cookies) };
}

function captureAll({ capture }, { headers, response }, jar, captured) {
  for (const [name, one] of Object.entries(capture)) {
    const value = foundIn(one, headers, response.body, jar);
    if (value === null) throw new Error(\`\${name} was to be captured by \${JSON.stringify(one)}, which is not there.\`);
    captured[name] = value;
  }
}

function foundIn(one, headers, body, jar) {
  if ('json' in one) return valueAt(JSON.parse(body), one.json);
  if ('body' in one) return matched(body, one.body);
  if ('field' in one) return fieldIn(body, one.field);
  const pair = jar.get(one.cookie)?.pair;
  const text = 'header' in one ? headers.get(one.header) : pair && decodeURIComponent(pair.slice(pair.indexOf('=') + 1));
  return text === null || text === undefined || one.match === undefined ? (text ?? null) : matched(text, one.match);
}

function matched(text, pattern) {
  const found = new RegExp(pattern, 'su').exec(text);
  return found && (found[1] ?? found[0]);
}

function valueAt(value, path) {
  const found = path === '' ? value : path.split('.').reduce((of, key) => of?.[key], value);
  return typeof found === 'string' ? found : (JSON.stringify(found) ?? null);
}

function fieldIn(body, name) {
  for (const [tag] of body.matchAll(/<input\\b(?:"[^"]*"|'[^']*'|[^'"<>])*>/gi)) {
    const attribute = (wanted) => {
      const found = new RegExp(\`\\\\s\${wanted}\\\\s*=\\\\s*(?:"([^"]*)"|'([^']*)'|([^\\\\s"'>]+))\`, 'i').exec(tag);
      return found && (found[1] ?? found[2] ?? found[3]);
    };
    if (plain(attribute('name')) === name) return plain(attribute('value')) ?? '';
  }
  return null;
}

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (text) =>
  text?.replace(/&(?:#x([\\da-f]+)|#(\\d+)|(\\w+));/gi, (whole, hex, decimal, entity) =>
    entity ? (entities[entity] ?? whole) : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)),
  );

const asForm = (value) => new URLSearchParams({ '': value }).toString().slice(1);
const asJson = (value) => JSON.stringify(value).slice(1, -1);
/** A captured path, or of an address its path. */
const pathIn = (address) => {
  if (!/^https?:/.test(address)) return address;
  const { pathname, search } = new URL(address);
  return pathname + search;
};
`;
