import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLog, receive } from '../history/log/event-log.ts';
import { messageOf } from '../history/sample-log.test-helper.ts';
import { burstsOf, playTraffic, sampleHues } from '../history/traffic.test-helper.ts';
import { revealed, scrolled, zoomed } from './layout/moves.ts';
import { xOf } from './layout/viewport.ts';
import { createTimelineCanvas } from './timeline-canvas.ts';

/** jsdom draws nothing: every call is taken, and a text is as wide as it is long. */
const nothing: ProxyHandler<object> = {
  get: (_, name) => (name === 'measureText' ? (text: string) => ({ width: 6 * text.length }) : () => null),
  set: () => true,
};

let resized = () => {};
beforeEach(() => {
  const context = new Proxy({}, nothing);
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as never);
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(changed: () => void) {
        resized = changed;
      }
      observe() {}
      disconnect() {}
    },
  );
  vi.stubGlobal('requestAnimationFrame', () => 1);
  Object.defineProperty(document, 'fonts', { configurable: true, value: { status: 'loaded' } });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  Reflect.deleteProperty(document, 'fonts');
});

const log = receive(createLog(), messageOf(playTraffic(burstsOf(30, 5), sampleHues)));
const middle = log.events[Math.floor(log.events.length / 2)]?.at ?? 0;

/** A canvas on a plot whose size a test changes. */
function onPlot() {
  const plot = document.createElement('div');
  const size = { clientWidth: 0, clientHeight: 400 };
  const resize = (width: number) => {
    size.clientWidth = width;
    resized();
  };
  for (const name of ['clientWidth', 'clientHeight'] as const)
    Object.defineProperty(plot, name, { get: () => size[name] });
  const [lanes, overlay, flag] = [
    document.createElement('canvas'),
    document.createElement('canvas'),
    document.createElement('div'),
  ];
  size.clientWidth = 1000;
  const canvas = createTimelineCanvas(
    { plot, lanes, overlay, flag },
    { log, cursor: 0, timeScale: 'steps', selected: { request: null, sid: null }, hidesFuture: false },
  );
  const isWholeInSight = () => {
    const { view, axis, metrics } = canvas.scene();
    const width = metrics.width - metrics.gutter;
    const [from, to] = [log.events[0], log.events.at(-1)].map((event) => xOf(view, axis, event?.at ?? 0));
    return {
      isInSight: (from ?? -1) >= 0 && (to ?? width + 1) <= width,
      share: ((to ?? 0) - (from ?? 0)) / width,
    };
  };
  return { canvas, resize, isWholeInSight };
}

describe('a timeline that shows the whole log', () => {
  it('shows it also when the plot gets another size, whatever was brought into sight', () => {
    const { canvas, resize, isWholeInSight } = onPlot();
    canvas.fit();
    canvas.reveal(revealed(log, middle, null, null));
    for (const width of [500, 1800, 700]) {
      resize(width);
      expect(isWholeInSight().isInSight, `${width}`).toBe(true);
      expect(isWholeInSight().share, `${width}`).toBeGreaterThan(0.7);
    }
    canvas.close();
  });

  it('goes on so when lanes are scrolled, and not when it was zoomed', () => {
    const { canvas, resize, isWholeInSight } = onPlot();
    canvas.fit();
    canvas.look(scrolled(0, 10));
    resize(600);
    expect(isWholeInSight().isInSight).toBe(true);
    canvas.look(zoomed(3));
    const { unit } = canvas.scene().view;
    resize(900);
    expect(canvas.scene().view.unit).toBe(unit);
    canvas.close();
  });
});
