import type { AxisFlag } from '../layout/axis-flags.ts';
import type { Scene } from '../layout/scene.ts';
import { type Brush, text } from './brush.ts';

/** Flags on the axis, each with a dashed line through all lanes; drawn below the cursor. */
export function drawAxisFlags(brush: Brush, { axisFlags, metrics }: Scene): void {
  const { context, palette } = brush;
  const bottom = metrics.sessions.y + metrics.sessions.height;
  for (const { x } of axisFlags) {
    context.save();
    context.beginPath();
    context.setLineDash([3, 3]);
    context.moveTo(Math.round(x) + 0.5, metrics.axisHeight);
    context.lineTo(Math.round(x) + 0.5, bottom);
    context.lineWidth = 1;
    context.strokeStyle = palette.inkSoft;
    context.stroke();
    context.restore();
  }
  for (const flag of axisFlags) drawFlag(brush, flag, metrics.axisHeight);
}

/** A pill that stands on the axis; for an expiry its outline is dashed, so that it is told from the rest without colour. */
function drawFlag(brush: Brush, { x, width, label, marks }: AxisFlag, axisHeight: number): void {
  const { context, palette, fonts } = brush;
  const height = Math.round(16 * palette.scale);
  const top = axisHeight - height - 2;
  context.save();
  context.beginPath();
  context.roundRect(x + 0.5, top, width, height, [0, 3, 3, 0]);
  context.fillStyle = palette.raised;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = palette.inkSoft;
  if (marks.every(({ type }) => type === 'expiry')) context.setLineDash([2, 2]);
  context.stroke();
  context.restore();
  context.fillStyle = palette.inkSoft;
  context.fillRect(x, top, 2, height);
  context.textBaseline = 'middle';
  text(brush, fonts.tag, palette.ink, label ?? '…', x + 5, top + height / 2);
}
