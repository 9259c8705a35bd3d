import type { Box, Tag } from '../layout/scene.ts';
import { type Brush, text } from './brush.ts';

/** One step, in the shape that stands for it: load hollow, work hatched, save solid, touch thin, destroy barred. */
export function drawBox(
  brush: Brush,
  box: Box,
  hue: number,
  y: number,
  height: number,
  hasFailed: boolean,
): void {
  const { context, palette, patterns } = brush;
  const colour = box.isFailed ? palette.danger : (palette.hues[hue] ?? palette.ink);
  const { x, width } = box;
  switch (box.segment.step) {
    case 'load':
      context.fillStyle = palette.raised;
      context.fillRect(x, y, width, height);
      outline(brush, box, colour, y, height, 1.5);
      break;
    case 'work':
      context.fillStyle = palette.raised;
      context.fillRect(x, y + 1, width, height - 2);
      context.globalAlpha = 0.75;
      context.fillStyle = patterns.hatched(hue);
      context.fillRect(x, y + 1, width, height - 2);
      outline(brush, box, colour, y + 1, height - 2, 1);
      context.globalAlpha = 1;
      break;
    case 'save':
      context.fillStyle = colour;
      context.fillRect(x, y, width, height);
      break;
    case 'touch':
      context.fillStyle = colour;
      context.fillRect(x, y + height / 2 - 2, width, 4);
      break;
    case 'destroy':
      context.fillStyle = palette.raised;
      context.fillRect(x, y, width, height);
      context.fillStyle = box.isFailed ? colour : patterns.barred(hue);
      context.fillRect(x, y, width, height);
      outline(brush, box, colour, y, height, 1);
      break;
    case 'respond':
      context.fillStyle = hasFailed ? palette.danger : palette.ink;
      context.fillRect(x - 1, y - 2, 2, height + 4);
      break;
  }
  if (box.loss) strikeBox(brush, x, width, y + height / 2);
}

function outline(
  { context }: Brush,
  box: Box,
  colour: string,
  y: number,
  height: number,
  weight: number,
): void {
  const inset = weight / 2;
  context.strokeStyle = colour;
  context.lineWidth = weight;
  context.beginPath();
  // A step under way is open at its right.
  if (box.isOpen) {
    context.moveTo(box.x + box.width, y + inset);
    context.lineTo(box.x + inset, y + inset);
    context.lineTo(box.x + inset, y + height - inset);
    context.lineTo(box.x + box.width, y + height - inset);
  } else context.rect(box.x + inset, y + inset, Math.max(box.width - weight, 0.5), height - weight);
  context.stroke();
}

/** A lost write: one red stroke through it, with a pale rim so that it stands out from every hue. */
function strikeBox({ context, palette }: Brush, x: number, width: number, y: number): void {
  const over = 3 * palette.scale;
  for (const [weight, colour] of [
    [4, palette.surface],
    [2, palette.danger],
  ] as const) {
    context.beginPath();
    context.moveTo(x - over, y);
    context.lineTo(x + width + over, y);
    context.lineWidth = weight * palette.scale;
    context.strokeStyle = colour;
    context.stroke();
  }
}

export function drawTag(brush: Brush, tag: Tag, middle: number, isLost: boolean): void {
  const { context, palette, fonts } = brush;
  const height = 13 * palette.scale;
  if (!tag.isInside) {
    context.fillStyle = palette.surface;
    context.globalAlpha = 0.92;
    context.beginPath();
    context.roundRect(tag.x - 2, middle - height / 2, tag.width + 4, height, 3);
    context.fill();
    context.globalAlpha = 1;
  }
  text(brush, fonts.tag, isLost ? palette.inkSoft : palette.ink, tag.text, tag.x, middle);
  if (isLost) {
    context.fillStyle = palette.danger;
    context.fillRect(tag.x - 2, middle - 0.75, tag.width + 4, 1.5);
  }
}

/** What was refused, failed or broke off. */
export function drawCross({ context, palette }: Brush, x: number, y: number, size: number): void {
  context.beginPath();
  context.moveTo(x - size, y - size);
  context.lineTo(x + size, y + size);
  context.moveTo(x + size, y - size);
  context.lineTo(x - size, y + size);
  context.lineWidth = 2;
  context.strokeStyle = palette.danger;
  context.stroke();
}
