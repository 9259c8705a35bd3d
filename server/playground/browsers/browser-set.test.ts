import { describe, expect, it } from 'vitest';
import { mostBrowsers } from '../../contract/requests.ts';
import { toldOf } from '../../words/told.test-helper.ts';
import { ofType, spec, stand } from '../stand.test-helper.ts';

describe('browsers', () => {
  it('get the first free colour, at most as many as there are marks for', async () => {
    const { playground } = await stand();
    for (let count = 2; count < mostBrowsers; count += 1)
      expect(playground.addBrowser(`n${count}`)).toEqual({ ok: true });
    expect(new Set(playground.state().browsers.map(({ hue }) => hue)).size).toBe(24);
    expect(toldOf(playground.addBrowser('i'))).toMatchObject({
      ok: false,
      message: expect.stringContaining('24 browsers'),
    });
    playground.removeBrowser('bob');
    playground.addBrowser('i');
    expect(playground.state().browsers.find(({ name }) => name === 'i')).toEqual({ name: 'i', hue: 1 });
  });

  it('keep jar and colour when they are renamed', async () => {
    const { playground } = await stand();
    playground.setCookie('alice', 'a=1; Path=/');
    expect(playground.renameBrowser('alice', 'alina')).toEqual({ ok: true });
    expect(toldOf(playground.send(spec()))).toMatchObject({ ok: false, at: 'browser' });
    playground.send(spec({ browser: 'alina' }));
    await playground.settled();
    expect(ofType(playground.log().events, 'sent')).toMatchObject([{ browser: 'alina', cookie: 'a=1' }]);
    expect(playground.state().browsers).toContainEqual({ name: 'alina', hue: 0 });
  });

  it.each([
    ['alice', 'already'],
    ['', 'too small: expected string to have >=1 characters'],
    ['a/b', 'letters'],
  ])('do not take the name “%s”', async (name, message) => {
    const { playground } = await stand();
    expect(toldOf(playground.addBrowser(name))).toMatchObject({
      ok: false,
      message: expect.stringContaining(message),
    });
    expect(toldOf(playground.renameBrowser('bob', name))).toMatchObject({ ok: false });
  });

  it('never go altogether', async () => {
    const { playground } = await stand();
    expect(playground.removeBrowser('alice')).toEqual({ ok: true });
    expect(toldOf(playground.removeBrowser('bob'))).toMatchObject({
      ok: false,
      message: expect.stringContaining('last'),
    });
  });

  it('that are removed give up their requests, and their jar is not told of any more', async () => {
    const { playground } = await stand((_, response) => {
      response.writeHead(200, { 'set-cookie': 'a=1' });
      response.write('never ends');
    });
    const [mine, other] = [playground.send(spec()), playground.send(spec({ browser: 'bob' }))];
    await playground.settled();
    playground.removeBrowser('alice');
    expect(mine.ok && (await mine.done)).toMatchObject([{ ok: false }]);
    expect(other.ok && playground.state().pending).toBe(1);
  });
});

describe('a jar by hand', () => {
  it('takes a Set-Cookie line as the lab’s host would send it, gives its verdict, and gives it back', async () => {
    const { playground } = await stand();
    playground.setCookie('alice', 'a=1; Path=/; Secure');
    playground.setCookie('alice', 'b=1; SameSite=None');
    playground.deleteCookie('alice', { name: 'a', domain: '127.0.0.1', path: '/' });
    expect(
      toldOf(playground.deleteCookie('alice', { name: 'a', domain: '127.0.0.1', path: '/' })),
    ).toMatchObject({
      ok: false,
    });
    playground.setCookie('alice', 'c=1; Path=/');
    playground.clearJar('alice');
    await playground.settled();
    const jars = ofType(playground.log().events, 'jar');
    expect(jars.map(({ verdicts, cookies }) => [verdicts[0]?.rule, cookies.map(({ name }) => name)])).toEqual(
      [
        ['jar-stored', ['a']],
        ['jar-refused-same-site-none', ['a']],
        ['jar-deleted', []],
        ['jar-stored', ['c']],
        ['jar-deleted', []],
      ],
    );
  });
});
