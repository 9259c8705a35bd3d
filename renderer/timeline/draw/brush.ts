import { createPatterns, type Palette, type Patterns } from './palette.ts';

/** What every drawing function gets: where to draw, in which colours, and the fonts with widths measured once. */
export type Brush = {
  readonly context: CanvasRenderingContext2D;
  readonly palette: Palette;
  readonly patterns: Patterns;
  readonly fonts: {
    readonly words: string;
    readonly strong: string;
    readonly mono: string;
    readonly tag: string;
  };
  readonly measure: (font: string, text: string) => number;
  /** The text, shortened with … to fit. */
  readonly fit: (font: string, text: string, width: number) => string;
};

/** Texts remembered; beyond it the memory starts anew. */
const rememberedAtMost = 4000;

export function createBrush(context: CanvasRenderingContext2D, palette: Palette, ratio: number): Brush {
  const px = (size: number) => `${Math.round(size * palette.scale * 2) / 2}px`;
  const widths = new Map<string, number>();
  const fitted = new Map<string, string>();
  const remember = <Value>(memory: Map<string, Value>, key: string, make: () => Value): Value => {
    const known = memory.get(key);
    if (known !== undefined) return known;
    if (memory.size > rememberedAtMost) memory.clear();
    const value = make();
    memory.set(key, value);
    return value;
  };
  const measure = (font: string, text: string) =>
    remember(widths, `${font}|${text}`, () => {
      context.font = font;
      return context.measureText(text).width;
    });
  const fit = (font: string, text: string, width: number) =>
    remember(fitted, `${font}|${Math.floor(width)}|${text}`, () =>
      shorten(text, width, (t) => measure(font, t)),
    );
  return {
    context,
    palette,
    patterns: createPatterns(context, palette, ratio),
    fonts: {
      words: `${px(12)} ${palette.words}`,
      strong: `600 ${px(12)} ${palette.words}`,
      mono: `${px(11)} ${palette.mono}`,
      tag: `600 ${px(10.5)} ${palette.words}`,
    },
    measure,
    fit,
  };
}

/** Cuts the end off until the text with … fits. */
function shorten(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${text.slice(0, middle)}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? '' : `${text.slice(0, low)}…`;
}

export function text(
  brush: Brush,
  font: string,
  colour: string,
  content: string,
  x: number,
  y: number,
): void {
  const { context } = brush;
  context.font = font;
  context.fillStyle = colour;
  context.fillText(content, x, y);
}
