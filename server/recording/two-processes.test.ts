import { describe, expect, it } from 'vitest';
import { countingApp, startApp, startRecording, visitor } from './recorded-app.test-helper.ts';

describe('two processes of an app on one store', () => {
  it('are one timeline, in which the write that one lost to the other is seen', async () => {
    const { folder, where, logged, recording, events } = await startRecording();
    const [one, other] = [
      await startApp(countingApp, where, { SHARED: folder }),
      await startApp(countingApp, where, { SHARED: folder }),
    ];
    const visit = visitor();
    await visit(`${one.origin}/`);
    await logged(({ type }) => type === 'responded');
    const held = visit(`${one.origin}/hold`);
    await logged((event) => event.type === 'session' && event.origin === 'loaded');
    expect((await visit(`${other.origin}/`)).text).toBe('2');
    one.child.stdin?.write('go\n');
    expect((await held).text).toBe('2');
    const [lost] = await logged(({ type }) => type === 'anomaly');
    const byUrl = (url: string, place: string) =>
      events.find((event) => event.type === 'arrived' && event.url === url && event.place === place);
    const [hold, beside] = [byUrl('/hold', 'process-1'), byUrl('/', 'process-2')];
    expect(lost).toMatchObject({
      kind: 'lost update',
      request: hold?.type === 'arrived' && hold.request,
      other: beside?.type === 'arrived' && beside.request,
      paths: ['views'],
    });
    expect(recording.state().processes).toMatchObject([
      { place: 'process-1', isHere: true, sessions: [{ storeClass: 'FileStore', isOwn: false }] },
      { place: 'process-2', isHere: true },
    ]);
    const browsers = events.flatMap((event) => (event.type === 'identified' ? [event.browser] : []));
    expect(new Set(browsers)).toEqual(new Set(['b1']));
  });
});
