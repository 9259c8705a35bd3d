import type { Palette } from './palette.ts';

/** By a browser's hue. Each is made when it is first drawn with: most logs hold a browser or two, and little work. */
export type Patterns = { hatched(hue: number): Fill; barred(hue: number): Fill };
type Fill = CanvasPattern | string;
type Draw = (context: CanvasRenderingContext2D, px: number) => void;

/** Work is hatched and destroy barred, in each browser's hue. */
export const createPatterns = (
  context: CanvasRenderingContext2D,
  { hues }: Palette,
  ratio: number,
): Patterns => ({
  hatched: tiles(context, hues, ratio, 5, drawHatch),
  barred: tiles(context, hues, ratio, 4, drawBar),
});

function tiles(
  context: CanvasRenderingContext2D,
  hues: readonly string[],
  ratio: number,
  size: number,
  draw: Draw,
): (hue: number) => Fill {
  const made: Fill[] = [];
  return (hue) => {
    made[hue] ??= tile(context, hues[hue] ?? '', ratio, size, draw);
    return made[hue];
  };
}

function tile(context: CanvasRenderingContext2D, hue: string, ratio: number, size: number, draw: Draw): Fill {
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
