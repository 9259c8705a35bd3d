import type { Scene, SessionRow, VersionMark } from '../layout/scene.ts';
import { type Brush, text } from './brush.ts';

/** The stored sessions' lanes: what was stored when, and each version in the hue of who wrote it. */
export function drawSessions(brush: Brush, scene: Scene, selected: string | null): void {
  const { context, palette } = brush;
  const { metrics, sessionRows } = scene;
  if (sessionRows.length === 0) return;
  context.fillStyle = palette.line;
  context.fillRect(0, metrics.sessions.y - 4, metrics.width, 1);
  context.save();
  context.beginPath();
  context.rect(0, metrics.sessions.y, metrics.width, metrics.sessions.height);
  context.clip();
  for (const row of sessionRows) drawLabel(brush, scene, row, row.history.sid === selected);
  context.beginPath();
  context.rect(metrics.gutter, metrics.sessions.y, metrics.width - metrics.gutter, metrics.sessions.height);
  context.clip();
  for (const row of sessionRows) drawRow(brush, scene, row);
  context.restore();
}

function drawLabel(brush: Brush, { metrics }: Scene, row: SessionRow, isSelected: boolean): void {
  const { context, palette, fonts } = brush;
  const y = row.y + metrics.rowHeight / 2;
  if (isSelected) {
    context.globalAlpha = 0.1;
    context.fillStyle = palette.accent;
    context.fillRect(0, row.y, metrics.width, metrics.rowHeight);
    context.globalAlpha = 1;
  }
  const word = 'session';
  text(brush, fonts.words, palette.inkFaint, word, 10, y);
  const x = 10 + brush.measure(fonts.words, word) + 6 * palette.scale;
  text(brush, fonts.mono, palette.inkSoft, brush.fit(fonts.mono, row.label, metrics.gutter - x - 4), x, y);
}

function drawRow(brush: Brush, { metrics }: Scene, row: SessionRow): void {
  const { context, palette } = brush;
  const middle = Math.round(row.y + metrics.rowHeight / 2);
  context.fillStyle = palette.inkFaint;
  context.globalAlpha = 0.6;
  for (const [from, to] of row.lives) context.fillRect(from, middle - 0.5, to - from, 1);
  context.globalAlpha = 1;
  for (const mark of row.marks) drawMark(brush, mark, middle, metrics.barHeight);
}

function drawMark(brush: Brush, mark: VersionMark, middle: number, barHeight: number): void {
  const { context, palette, patterns } = brush;
  const { x, entry, loss } = mark;
  const hue = palette.hues[mark.hue] ?? palette.ink;
  const top = middle - barHeight / 2;
  if (mark.label !== null) {
    drawPill(brush, mark, mark.label, middle, barHeight + 3);
    return;
  }
  switch (entry.kind) {
    case 'touch':
      context.fillStyle = hue;
      context.fillRect(x - 0.5, middle - 3, 1, 6);
      return;
    case 'destroy':
      context.fillStyle = patterns.barred(mark.hue);
      context.fillRect(x - 4, top, 8, barHeight);
      context.strokeStyle = loss ? palette.danger : hue;
      context.lineWidth = 1;
      context.strokeRect(x - 4, top, 8, barHeight);
      return;
    case 'vanished':
      context.strokeStyle = palette.inkFaint;
      context.lineWidth = 1;
      context.strokeRect(x - 3, middle - 3, 6, 6);
      return;
    default:
      context.fillStyle = loss ? palette.danger : hue;
      context.fillRect(x - 1, top, 2, barHeight);
  }
}

function drawPill(brush: Brush, mark: VersionMark, label: string, middle: number, height: number): void {
  const { context, palette, fonts } = brush;
  const { x, width, loss } = mark;
  context.beginPath();
  context.roundRect(x, middle - height / 2, width, height, 3);
  context.fillStyle = palette.raised;
  context.fill();
  context.lineWidth = 1.25;
  context.strokeStyle = palette.hues[mark.hue] ?? palette.ink;
  context.stroke();
  // The hue stands at the left as in the requests' lanes; the outline alone is thin for a projector.
  context.fillStyle = palette.hues[mark.hue] ?? palette.ink;
  context.fillRect(x, middle - height / 2 + 1, 2, height - 2);
  text(brush, fonts.tag, loss ? palette.inkSoft : palette.ink, label, x + 5.5, middle);
  if (!loss) return;
  context.fillStyle = palette.danger;
  context.fillRect(x - 3, middle - 0.75, width + 6, 1.5);
}
