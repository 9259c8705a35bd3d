import { type Brush, createBrush } from './brush.ts';
import { readPalette } from './palette.ts';

/** A canvas as large as its host, sharp on every screen. */
export type SharpCanvas = {
  readonly brush: () => Brush;
  readonly size: () => { readonly width: number; readonly height: number };
  /** Whether it is still as large as its host. */
  readonly fits: () => boolean;
  /** Takes over the host's size, the screen's ratio and the theme's colours as they are now. */
  readonly renew: () => void;
};

export function createCanvas(
  canvas: HTMLCanvasElement,
  host: HTMLElement,
  settings: CanvasRenderingContext2DSettings,
): SharpCanvas {
  const context = canvas.getContext('2d', settings);
  if (!context) throw new Error('This browser draws no canvas.');
  let size = { width: 0, height: 0 };
  const prepare = (): Brush => {
    const ratio = devicePixelRatio || 1;
    size = { width: host.clientWidth, height: host.clientHeight };
    const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return createBrush(context, readPalette(host), ratio);
  };
  let brush = prepare();
  return {
    brush: () => brush,
    size: () => size,
    fits: () => size.width === host.clientWidth && size.height === host.clientHeight,
    renew: () => {
      brush = prepare();
    },
  };
}
