import { describe, expect, it } from 'vitest';
import type { Capture } from '../contract/captures.ts';
import { type RequestSpecInput, requestSpecSchema } from '../contract/requests.ts';
import { captureAll, filled, namesIn } from './captures.ts';
import { messageFor } from './message.ts';

const spec = (given: Partial<RequestSpecInput>) =>
  requestSpecSchema.parse({ browser: 'ann', path: '/', ...given });

const page = {
  status: 200,
  headers: { location: '/next?state=a%20b' },
  body: `<form><input name=q><input value='a&amp;b&#x21;' type="hidden" name="_csrf"></form> id=42`,
  cookies: { XSRF: 'x%3Dy' },
};
const taken = (capture: Capture, from: Partial<typeof page> = {}) =>
  captureAll(spec({ capture: { it: capture } }), { ...page, ...from }).values.get('it') ?? null;

describe('what is captured', () => {
  it.each<[Capture, string | null]>([
    [{ field: '_csrf' }, 'a&b!'],
    [{ field: 'other' }, null],
    [{ body: 'id=(\\d+)' }, '42'],
    [{ body: 'id=\\d+' }, 'id=42'],
    [{ body: '(no)?id=' }, 'id='],
    [{ body: 'none' }, null],
    [{ header: 'Location' }, '/next?state=a%20b'],
    [{ header: 'location', match: 'state=([^&]+)' }, 'a%20b'],
    [{ header: 'etag' }, null],
    [{ cookie: 'XSRF' }, 'x=y'],
    [{ json: 'user' }, null],
  ])('by %j is %j', (capture, value) => expect(taken(capture)).toBe(value));

  it('is at a path in a body that is JSON', () => {
    const body = '{"user":{"ids":[7,8]}}';
    expect(taken({ json: 'user.ids.1' }, { body })).toBe('8');
    expect(taken({ json: 'user' }, { body })).toBe('{"ids":[7,8]}');
    expect(taken({ json: 'user.none' }, { body })).toBe(null);
  });

  it('is nothing where an expression would go on for ever', () => {
    expect(taken({ body: '(a+)+$' }, { body: `${'a'.repeat(40)}!` })).toBe(null);
  });

  it.each([
    [`<input name="a>b" value=1>`, 'a>b', '1'],
    [`<INPUT Name = a/b VALUE= 'x' value=y />`, 'a/b', 'x'],
    [`<input disabled name=a value=it's><input name=b value=2>`, 'b', '2'],
    [`<input name=a>`, 'a', ''],
    [`<inputs name=a value=1>`, 'a', null],
    [`<input name=a value="1`, 'a', null],
  ])('reads fields as browsers do: %s', (body, field, value) => {
    expect(taken({ field }, { body })).toBe(value);
  });

  it.each(['a', 'a ', '<input ', '"<input " ', `'"<input `, '='])(
    'reads once a page that goes on with %s',
    (part) => {
      const body = `<input ${part.repeat(200_000 / part.length)}`;
      for (const end of ['', '>']) expect(taken({ field: 'q' }, { body: body + end })).toBe(null);
    },
    // One that goes back at each character takes a minute.
    10_000,
  );

  it('is told by name and response where it is missing', () => {
    const { problems } = captureAll(spec({ capture: { token: { field: 'none' } } }), page);
    expect(problems).toMatchObject([
      { code: 'nothing-to-capture', at: 'capture.token', params: { status: 200 } },
    ]);
  });
});

describe('what was captured', () => {
  const values = new Map([
    ['token', 'a&b="c"'],
    ['next', 'http://127.0.0.1:3000/next?state=a%20b'],
  ]);
  const put = (given: Partial<RequestSpecInput>) => {
    const made = filled(spec(given), values);
    if (!made.ok) throw new Error(JSON.stringify(made.problems));
    return made.spec;
  };

  it('is put wherever text is sent, as it has to be written there', () => {
    expect(put({ path: '/items/${token}?t=${token}' }).path).toBe('/items/a%26b%3D%22c%22?t=a%26b%3D%22c%22');
    expect(put({ path: '${next}&more=1' }).path).toBe('/next?state=a%20b&more=1');
    expect(put({ form: { _csrf: '${token}' } }).form).toEqual({ _csrf: 'a&b="c"' });
    expect(put({ json: { deep: ['<${token}>', 1] } }).json).toEqual({ deep: ['<a&b="c">', 1] });
    expect(put({ headers: { 'X-CSRF': '${token}' } }).headers).toEqual({ 'X-CSRF': 'a&b="c"' });
    expect(put({ multipart: { _csrf: '${token}' } }).multipart).toEqual({ _csrf: 'a&b="c"' });
  });

  it('is named by what sends it; a doubled dollar is text', () => {
    expect(namesIn(spec({ path: '/${a}', json: ['${b}', '$${c}'], cookies: { edited: 's=${d}' } }))).toEqual([
      'a',
      'b',
      'd',
    ]);
    expect(put({ json: '$${token}' }).json).toBe('${token}');
  });

  it('is refused where it is missing, or is no path', () => {
    expect(filled(spec({ path: '/${none}' }), values)).toMatchObject({
      ok: false,
      problems: [{ code: 'not-captured', params: { name: 'none' } }],
    });
    expect(filled(spec({ path: '${token}' }), values)).toMatchObject({
      ok: false,
      problems: [{ code: 'no-path-captured' }],
    });
  });
});

it('sends a multi-part form as browsers do', async () => {
  const made = messageFor(
    spec({ method: 'POST', multipart: { note: 'hä', file: { filename: 'a"b.txt', content: 'x\ny' } } }),
    'http://lab',
  );
  if (!made.ok) throw new Error('refused');
  const { headers, body } = made.message;
  const form = await new Response(body, { headers }).formData();
  const file = form.get('file');
  expect(form.get('note')).toBe('hä');
  expect(file instanceof File && [file.name, file.type, await file.text()]).toEqual([
    'a"b.txt',
    'text/plain',
    'x\ny',
  ]);
});
