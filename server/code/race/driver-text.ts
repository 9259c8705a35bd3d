import { captureText } from './capture-text.ts';

/**
 * What a generated test drives its app with, the same in every one: a store that holds each call until the schedule lets
 * it go, browsers that keep cookies, and both ways to run the requests.
 */
export function driverText(captures: boolean): string {
  const ifCaptured = (text: string): string => (captures ? text : '');
  const sent = (spec: string): string => (captures ? `filled(${spec}, captured)` : spec);
  const racing = captures ? 'racing' : 'requests';
  return `// Below is how the requests are driven. Nothing of it needs to be changed.

const current = new AsyncLocalStorage();

/** A step of the schedule: a handler waits here until its turn has come. */
function work() {
  const request = current.getStore();
  return request && new Promise((resolve) => request.hold('work', resolve));
}

function createRequest(id, spec) {
  const pending = [];
  let wake = () => {};
  let waitsForAnother = false;
  const request = {
    id,
    spec,
    sessions: 0,
    response: null,
    hold(kind, go) {
      if (spec.isFree) return go();
      pending.push({ kind, go });
      waitsForAnother = false;
      wake();
    },
    answer(response) {
      request.response = response;
      wake();
    },
    /** Settles when the request is held or answered; or after a while, when it waits for another one. */
    quiet() {
      if (pending.length > 0 || request.response || waitsForAnother) return;
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          waitsForAnother = true;
          resolve();
        }, 500);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
    next: () => pending.shift(),
  };
  return request;
}

const steps = { get: 'load', set: 'save', touch: 'touch', destroy: 'destroy' };

/** Holds every call. A session is taken as it is when the store is called, as a store on a network takes it. */
function gated(store, known) {
  const gate = new session.Store();
  for (const [name, kind] of Object.entries(steps)) {
    if (typeof store[name] !== 'function') continue;
    if (name === 'touch' && touchesByGetAndSet) {
      gate.touch = store.touch;
      continue;
    }
    gate[name] = (sid, ...rest) => {
      known.add(sid);
      const request = current.getStore();
      const callback = rest.find((one) => typeof one === 'function') ?? (() => {});
      const given = rest.filter((one) => typeof one !== 'function').map(copy);
      const call = (answer) => store[name](sid, ...given, answer);
      if (!request) call(callback);
      else request.hold(kind, () => call((...values) => current.run(request, () => callback(...values))));
    };
  }
  return gate;
}

const copy = (value) => JSON.parse(JSON.stringify(value));

async function stored(store, known) {
  const found = {};
  for (const sid of [...known].sort()) {
    const data = await new Promise((resolve, reject) => {
      store.get(sid, (error, one) => (error ? reject(error) : resolve(one)));
    });
    if (data) found[sid] = copy(data);
  }
  return found;
}

function keepCookies(jar, lines) {
  for (const line of [lines ?? []].flat()) {
    const [pair, ...attributes] = line.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const attribute = (wanted) =>
      attributes.find((one) => one.toLowerCase().startsWith(\`\${wanted}=\`))?.slice(wanted.length + 1);
    const expires = attribute('expires');
    if (expires && new Date(expires) <= new Date()) jar.delete(name);
    else jar.set(name, { pair, path: attribute('path') ?? '/' });
  }
}

function cookiesFor(jar, { path, cookies }) {
  if (cookies !== undefined) return cookies;
  const fitting = [...jar.values()].filter((cookie) => path.startsWith(cookie.path));
  return fitting.map(({ pair }) => pair).join('; ');
}

const nameHeader = 'x-race-request';

async function openLab() {
  vi.setSystemTime(start);
  const store = createStore();
  const known = new Set();
  const gate = gated(store, known);
  const newId = () => {
    const request = current.getStore();
    return \`\${request.id}-\${++request.sessions}\`;
  };
  let now = options;
  let app = await createApp(gate, now, newId);
  const sent = new Map();
  const jars = new Map(browsers.map((browser) => [browser, new Map()]));
  const trace = [];${ifCaptured('\n  const captured = {};')}

  const server = createServer((req, res) => {
    const request = sent.get(req.headers[nameHeader]);
    delete req.headers[nameHeader];
    // Cookies reach the browser with the response's head, which leaves before the session is saved.
    const { writeHead } = res;
    res.writeHead = (...head) => {
      const written = writeHead.apply(res, head);
      keepCookies(jars.get(request.spec.browser), res.getHeader('set-cookie'));
      return written;
    };
    current.run(request, () => app(req, res));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = \`http://127.0.0.1:\${server.address().port}\`;

  const cookieOf = (spec) => cookiesFor(jars.get(spec.browser), spec);
  const send = async (request, cookie) => {
    const { id, spec } = request;
    sent.set(id, request);
    const headers = { ...spec.headers, ...(cookie && { cookie }), [nameHeader]: id };
    const { method, body } = spec;
    const response = await fetch(origin + spec.path, { method, headers, body, redirect: 'manual' });
    const text = await response.text();
${ifCaptured('    request.headers = response.headers;\n')}    request.answer({ status: response.status, body: text, setCookie: response.headers.getSetCookie() });
    return response.headers.get('location');
  };

  for (const [place, step] of before.entries()) {
    if (step.advance) vi.setSystemTime(Date.now() + step.advance);
    if (step.configure) {
      now = { ...now, ...step.configure, cookie: { ...now.cookie, ...step.configure.cookie } };
      app = await createApp(gate, now, newId);
    }
    if (step.copyCookie) {
      const { from, to } = step.copyCookie;
      const name = now.name ?? 'connect.sid';
      jars.get(to).set(name, jars.get(from).get(name));
    }
    if (!step.send) continue;
    const spec = { ...${sent('step.send')}, isFree: true };
    let request = createRequest(\`before\${place}\`, spec);
    const location = await send(request, cookieOf(spec));
    if (location && spec.follow) {
      const next = { browser: spec.browser, method: 'GET', path: new URL(location, origin).pathname, isFree: true };
      request = createRequest(\`before\${place}b\`, next);
      await send(request, cookieOf(next));
    }
${ifCaptured('    if (spec.capture) captureAll(spec, request, jars.get(spec.browser), captured);\n')}  }
${ifCaptured('  const racing = Object.fromEntries(Object.entries(requests).map(([id, spec]) => [id, filled(spec, captured)]));\n')}
  return {
    cookieOf: (id) => cookieOf(${racing}[id]),
    start(id, cookie) {
      const request = createRequest(id, ${racing}[id]);
      send(request, cookie).catch((error) => request.answer({ error: error.message }));
      return request.quiet();
    },
    isOver: (id) => sent.get(id).response !== null,
    /** Lets one step of that request happen; false when it cannot move now. */
    async step(id) {
      const request = sent.get(id);
      await request.quiet();
      const held = request.next();
      if (!held) return false;
      trace.push(\`\${id}.\${held.kind}\`);
      held.go();
      await request.quiet();
      return true;
    },
    trace,
    async close() {
      const responses = Object.fromEntries(Object.keys(requests).map((id) => [id, sent.get(id).response]));
      const cookies = Object.fromEntries(
        [...jars].map(([browser, jar]) => [browser, [...jar.values()].map(({ pair }) => pair)]),
      );
      const outcome = { store: await stored(store, known), responses, cookies };
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      return outcome;
    },
  };
}

/** Each request is sent only when the one before is wholly in. */
async function oneAfterTheOther(ids) {
  const lab = await openLab();
  for (const id of ids) {
    await lab.start(id, lab.cookieOf(id));
    while (!lab.isOver(id)) await lab.step(id);
  }
  return lab.close();
}

/** All requests are sent at once; their steps happen in the order of the schedule, then what is left as it comes. */
async function inOrder(labels) {
  const lab = await openLab();
  const order = labels.map((label) => label.split('.')[0]);
  const ids = [...new Set([...order, ...Object.keys(requests)])];
  const cookies = ids.map(lab.cookieOf);
  for (const [place, id] of ids.entries()) await lab.start(id, cookies[place]);
  for (const id of order) await lab.step(id);
  for (let idle = 0; !ids.every(lab.isOver); ) {
    const moved = [];
    for (const id of ids) moved.push(!lab.isOver(id) && (await lab.step(id)));
    idle = moved.includes(true) ? 0 : idle + 1;
    if (idle > 200) throw new Error(\`After \${lab.trace.join(' ')} the requests wait for each other.\`);
    if (idle > 0) await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return { trace: lab.trace, outcome: await lab.close() };
}

const ordersOf = (ids) =>
  ids.length < 2 ? [ids] : ids.flatMap((id) => ordersOf(ids.filter((one) => one !== id)).map((rest) => [id, ...rest]));
${ifCaptured(captureText)}`;
}
