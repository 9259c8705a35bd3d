import type { Palette } from './palette.ts';

export type Patterns = { readonly hatched: readonly Fill[]; readonly barred: readonly Fill[] };
type Fill = CanvasPattern | string;

/** Work is hatched and destroy barred, in each browser's hue. */
export const createPatterns = (
  context: CanvasRenderingContext2D,
  { hues }: Palette,
  ratio: number,
): Patterns => ({
  hatched: hues.map((hue) => tile(context, hue, ratio, 5, drawHatch)),
  barred: hues.map((hue) => tile(context, hue, ratio, 4, drawBar)),
});

function tile(
  context: CanvasRenderingContext2D,
  hue: string,
  ratio: number,
  size: number,
  draw: (context: CanvasRenderingContext2D, px: number) => void,
): Fill {
  const px = Math.round(size * ratio);
  const canvas = document.createElement('canvas');
  canvas.width = px;
  canvas.height = px;
  const target = canvas.getContext('2d');
  if (!target) return hue;
  target.strokeStyle = hue;
  target.fillStyle = hue;
  target.lineWidth = ratio;
  draw(target, px);
  const pattern = context.createPattern(canvas, 'repeat');
  // The tile is drawn in device px, so that its lines stay sharp; the canvas is scaled by the ratio.
  pattern?.setTransform(new DOMMatrix().scale(1 / ratio));
  return pattern ?? hue;
}

function drawHatch(context: CanvasRenderingContext2D, px: number): void {
  context.beginPath();
  for (const shift of [-px, 0, px]) {
    context.moveTo(shift, px);
    context.lineTo(shift + px, 0);
  }
  context.stroke();
}

const drawBar = (context: CanvasRenderingContext2D, px: number): void =>
  context.fillRect(0, 0, Math.ceil(px / 2), px);
