import type { Box, RequestRow, Scene } from '../layout/scene.ts';
import { type Brush, text } from './brush.ts';
import { drawBox, drawCross, drawTag } from './draw-box.ts';

/** The requests' lanes, clipped to their band. */
export function drawRequests(brush: Brush, scene: Scene, selected: string | null): void {
  const { metrics, requestRows } = scene;
  for (const row of requestRows) {
    drawBack(brush, scene, row, row.lane.request === selected);
    drawLabel(brush, scene, row);
  }
  brush.context.save();
  brush.context.beginPath();
  brush.context.rect(
    metrics.gutter,
    metrics.requests.y,
    metrics.width - metrics.gutter,
    metrics.requests.height,
  );
  brush.context.clip();
  for (const row of requestRows) drawLane(brush, scene, row);
  brush.context.restore();
}

function drawBack(
  { context, palette }: Brush,
  { metrics }: Scene,
  row: RequestRow,
  isSelected: boolean,
): void {
  if (isSelected) {
    context.globalAlpha = 0.1;
    context.fillStyle = palette.accent;
    context.fillRect(0, row.y, metrics.width, metrics.rowHeight);
    context.globalAlpha = 1;
  }
  context.fillStyle = palette.hues[row.hue] ?? palette.ink;
  // Browsers of one colour: whole, in two, in three.
  const parts = Math.max(1, Math.floor(row.hue / 8) + 1);
  const part = metrics.rowHeight / parts;
  for (let place = 0; place < parts; place += 1)
    context.fillRect(0, row.y + place * part, 3, parts === 1 ? part : part - 3);
}

function drawLabel(brush: Brush, { metrics }: Scene, row: RequestRow): void {
  const { palette, fonts } = brush;
  const y = row.y + metrics.rowHeight / 2;
  const gap = 6 * palette.scale;
  const nameWidth = metrics.gutter * 0.27;
  if (row.name !== null)
    text(brush, fonts.strong, palette.ink, brush.fit(fonts.strong, row.name, nameWidth), 10, y);
  const labelX = 10 + nameWidth + gap;
  const label = brush.fit(fonts.strong, row.label, metrics.gutter * 0.28);
  text(brush, fonts.strong, palette.ink, label, labelX, y);
  const detailX =
    labelX + Math.max(brush.measure(fonts.strong, '#00'), brush.measure(fonts.strong, label)) + gap;
  const room = metrics.gutter - detailX - gap;
  const full = `${row.method} ${row.path}`;
  const shown = brush.measure(fonts.words, full) <= room ? full : row.path;
  const detail = brush.fit(fonts.words, shown, room);
  text(brush, fonts.words, palette.inkFaint, detail, detailX, y);
}

function drawLane(brush: Brush, { metrics }: Scene, row: RequestRow): void {
  const { context, palette } = brush;
  const hue = palette.hues[row.hue] ?? palette.ink;
  const middle = Math.round(row.y + metrics.rowHeight / 2);
  if (row.to < metrics.gutter || row.from > metrics.width) {
    drawElsewhere(
      brush,
      row.to < metrics.gutter ? metrics.gutter + 5 : metrics.width - 5,
      middle,
      row.to < metrics.gutter,
    );
    return;
  }
  const from = Math.max(row.from, metrics.gutter - 4);
  const to = Math.min(row.to, metrics.width + 4);
  context.globalAlpha = 0.45;
  context.fillStyle = hue;
  context.fillRect(from, middle - 0.5, Math.max(to - from, 1), 1);
  context.globalAlpha = 1;
  if (row.from >= metrics.gutter) context.fillRect(row.from - 0.5, middle - 3, 1, 6);
  const top = row.y + (metrics.rowHeight - metrics.barHeight) / 2;
  const hasFailed = (row.lane.status?.code ?? 0) >= 500;
  for (const box of row.boxes) drawBox(brush, box, row.hue, top, metrics.barHeight, hasFailed);
  for (const { mark, x } of row.marks) {
    if (mark.type === 'set-cookie') drawCookie(brush, x, top - 2 * palette.scale, hue);
    else drawCross(brush, x, top - 2 * palette.scale, 2.5 * palette.scale);
  }
  context.fillStyle = hue;
  if (row.end && row.end.end.type !== 'received') drawCross(brush, row.end.x, middle, 4 * palette.scale);
  else if (row.end) context.fillRect(row.end.x - 0.5, middle - 3, 1, 6);
  for (const box of row.boxes) drawTagOf(brush, box, middle);
}

const drawTagOf = (brush: Brush, { tag, loss }: Box, y: number): void => {
  if (tag) drawTag(brush, tag, y, loss !== null);
};

/** Set-Cookie went out: a dot above the step. */
function drawCookie({ context, palette }: Brush, x: number, y: number, hue: string): void {
  context.beginPath();
  context.arc(x, y, 2.75 * palette.scale, 0, Math.PI * 2);
  context.fillStyle = palette.raised;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = hue;
  context.stroke();
}

/** An arrow where a lane lies left or right of what is in sight. */
function drawElsewhere({ context, palette }: Brush, x: number, y: number, isLeft: boolean): void {
  const d = isLeft ? 3 : -3;
  context.beginPath();
  context.moveTo(x + d, y - 3);
  context.lineTo(x, y);
  context.lineTo(x + d, y + 3);
  context.lineWidth = 1;
  context.strokeStyle = palette.inkFaint;
  context.stroke();
}
