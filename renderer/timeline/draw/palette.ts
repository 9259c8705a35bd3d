import { mostBrowsers } from '../../../server/contract/requests.ts';

/** The tokens of the theme as the canvas needs them. */
export type Palette = {
  readonly hues: readonly string[];
  readonly ink: string;
  readonly inkSoft: string;
  readonly inkFaint: string;
  readonly surface: string;
  readonly raised: string;
  readonly line: string;
  readonly accent: string;
  readonly danger: string;
  readonly words: string;
  readonly mono: string;
  /** Size factor: 1, or more in presenter size. */
  readonly scale: number;
};

/** Reads the tokens that hold at `element`. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise;
  return {
    hues: Array.from({ length: mostBrowsers }, (_, i) => token(`--hue-${i % 8}`, '#0a6fb5')),
    ink: token('--ink', '#1b1c1e'),
    inkSoft: token('--ink-soft', '#4d5056'),
    inkFaint: token('--ink-faint', '#676b72'),
    surface: token('--surface', '#fafaf9'),
    raised: token('--surface-raised', '#ffffff'),
    line: token('--line', '#e2e2de'),
    accent: token('--accent', '#4a45c9'),
    danger: token('--danger', '#c0232c'),
    words: token('--font-words', 'system-ui, sans-serif'),
    mono: token('--font-mono', 'monospace'),
    scale: Number.parseFloat(token('--scale', '1')) || 1,
  };
}

/** Calls back when the theme or the size may have changed. Returns what stops it. */
export function watchPalette(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', changed);
  };
}

/** By a browser's hue. Each is made when it is first drawn with: most logs hold a browser or two, and little work. */
export type Patterns = { hatched(hue: number): Fill; barred(hue: number): Fill };
type Fill = CanvasPattern | string;
type Draw = (context: CanvasRenderingContext2D, px: number) => void;

/** Work is hatched and destroy barred, in each browser's hue. */
export const createPatterns = (
  context: CanvasRenderingContext2D,
  { hues, ink }: Palette,
  ratio: number,
): Patterns => ({
  hatched: tiles(context, { hues, ink }, ratio, 5, drawHatch),
  barred: tiles(context, { hues, ink }, ratio, 4, drawBar),
});

function tiles(
  context: CanvasRenderingContext2D,
  { hues, ink }: Pick<Palette, 'hues' | 'ink'>,
  ratio: number,
  size: number,
  draw: Draw,
): (hue: number) => Fill {
  const made: Fill[] = [];
  return (hue) => {
    made[hue] ??= tile(context, hues[hue] ?? ink, ratio, size, draw);
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
