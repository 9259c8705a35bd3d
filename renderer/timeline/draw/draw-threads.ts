import type { Band } from '../layout/metrics.ts';
import type { Scene, Thread } from '../layout/scene.ts';
import type { Brush } from './brush.ts';

/** Threads from lost writes to what overwrote them. */
export function drawThreads(brush: Brush, scene: Scene): void {
  clipped(brush, scene, scene.metrics.requests, scene.requestThreads);
  clipped(brush, scene, scene.metrics.sessions, scene.sessionThreads);
}

function clipped(brush: Brush, { metrics }: Scene, band: Band, threads: readonly Thread[]): void {
  if (threads.length === 0) return;
  const { context, palette } = brush;
  context.save();
  context.beginPath();
  context.rect(metrics.gutter, band.y, metrics.width - metrics.gutter, band.height);
  context.clip();
  context.strokeStyle = palette.danger;
  context.fillStyle = palette.danger;
  context.lineWidth = 1.25 * palette.scale;
  for (const thread of threads) drawThread(brush, thread, metrics.rowHeight);
  context.restore();
}

function drawThread({ context, palette }: Brush, { bend, x1, y1, x2, y2 }: Thread, rowHeight: number): void {
  const size = 3.5 * palette.scale;
  context.beginPath();
  if (bend === 'under') {
    const depth = y1 + rowHeight * 0.42;
    context.moveTo(x1, y1 + 6 * palette.scale);
    context.quadraticCurveTo((x1 + x2) / 2, depth + 2, x2, y2 + 7 * palette.scale);
    context.stroke();
    arrow(context, x2, y2 + 7 * palette.scale, size, -1);
    return;
  }
  const isDown = y2 > y1;
  const gap = (isDown ? 1 : -1) * (rowHeight * 0.27);
  const end = y2 - gap;
  context.moveTo(x1, y1 + gap * 0.6);
  context.bezierCurveTo(x1, (y1 + end) / 2, x2, (y1 + end) / 2, x2, end);
  context.stroke();
  arrow(context, x2, end, size, isDown ? 1 : -1);
}

/** An arrow's head with its tip at (x, y), pointing down (1) or up (-1). */
function arrow(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  size: number,
  direction: 1 | -1,
): void {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x - size, y - size * 1.4 * direction);
  context.lineTo(x + size, y - size * 1.4 * direction);
  context.fill();
}
