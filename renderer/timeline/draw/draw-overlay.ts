import type { Box, Scene, VersionMark } from '../layout/scene.ts';
import type { Target } from '../layout/target.ts';
import { type Brush, text } from './brush.ts';
import { drawAxisFlags } from './draw-axis-flags.ts';

export type Overlay = {
  /** x of the cursor in the canvas, null when the log is empty. */
  readonly cursorX: number | null;
  readonly isLive: boolean;
  /** Nothing has happened after it: there is nothing to draw pale. */
  readonly isAtEnd: boolean;
  /** Where the cursor's flag stands in the canvas. */
  readonly flag: { readonly from: number; readonly to: number };
  readonly hovered: Target | null;
  readonly focused: Target | null;
};

/** The layer above the lanes: the cursor, what comes after it, and what is under the pointer or has the focus. */
export function drawOverlay(brush: Brush, scene: Scene, overlay: Overlay): void {
  const { context, palette } = brush;
  const { metrics } = scene;
  context.clearRect(0, 0, metrics.width, metrics.height);
  drawTimes(brush, scene, overlay.flag);
  drawAxisFlags(brush, scene);
  context.save();
  context.beginPath();
  context.rect(metrics.gutter + 1, metrics.axisHeight, metrics.width, metrics.height);
  context.clip();
  if (overlay.cursorX !== null) drawCursor(brush, scene, overlay.cursorX, overlay);
  for (const target of [overlay.hovered, overlay.focused]) if (target) drawRelated(brush, scene, target);
  context.restore();
  if (overlay.focused) drawFocus(brush, scene, overlay.focused);
  context.strokeStyle = palette.line;
}

/** The ticks' times, but none that the flag would cut. */
function drawTimes(brush: Brush, { ticks, metrics, axisFlags }: Scene, flag: Overlay['flag']): void {
  const { context, palette, fonts } = brush;
  const gap = 4 * palette.scale;
  context.textBaseline = 'middle';
  for (const { x, label } of ticks) {
    const from = Math.round(metrics.gutter + x) + 4;
    const to = from + brush.measure(fonts.words, label);
    if (from < metrics.gutter || to > metrics.width) continue;
    if (axisFlags.some((one) => to + gap > one.x && from - gap < one.x + one.width)) continue;
    if (to + gap > flag.from && from - gap < flag.to) continue;
    text(brush, fonts.words, palette.inkFaint, label, from, metrics.axisHeight / 2);
  }
}

function drawCursor(
  { context, palette }: Brush,
  { metrics }: Scene,
  x: number,
  { isLive, isAtEnd }: Overlay,
): void {
  if (!isAtEnd && x < metrics.width) {
    context.globalAlpha = 0.5;
    context.fillStyle = palette.surface;
    context.fillRect(Math.max(x, metrics.gutter), metrics.axisHeight, metrics.width, metrics.height);
  }
  context.globalAlpha = isLive ? 0.55 : 1;
  context.fillStyle = palette.accent;
  context.fillRect(Math.round(x) - 0.75, metrics.axisHeight, 1.5, metrics.height);
  context.globalAlpha = 1;
}

type Version = { readonly sid: string; readonly version: number };

/** Everything in sight that loaded or wrote the same version lights up. */
function drawRelated(brush: Brush, scene: Scene, target: Target): void {
  const version = versionOf(target);
  for (const { boxes, y } of scene.requestRows)
    for (const box of boxes)
      if (isSame(target, box) || (version && isVersion(box, version))) ring(brush, scene, box, y);
  for (const { marks, y, history } of scene.sessionRows)
    for (const mark of marks)
      if (
        version &&
        history.sid === version.sid &&
        mark.entry.version === version.version &&
        mark.entry.kind !== 'touch'
      )
        ring(brush, scene, mark, y);
}

function versionOf(target: Target): Version | null {
  if (target.type === 'version')
    return target.entry.version === null ? null : { sid: target.history.sid, version: target.entry.version };
  if (target.type !== 'segment') return null;
  const { sid, version, step } = target.segment;
  return sid === null || version === null || step === 'touch' ? null : { sid, version };
}

const isSame = (target: Target, { segment }: Box): boolean =>
  target.type === 'segment' && target.segment === segment;

const isVersion = ({ segment }: Box, { sid, version }: Version): boolean =>
  segment.sid === sid && segment.version === version && segment.step !== 'touch';

function ring(
  { context, palette }: Brush,
  { metrics }: Scene,
  { x, width }: Pick<Box | VersionMark, 'x' | 'width'>,
  y: number,
): void {
  const height = metrics.barHeight + 6;
  context.beginPath();
  context.roundRect(x - 2.5, y + (metrics.rowHeight - height) / 2, width + 5, height, 3);
  context.lineWidth = 2;
  context.strokeStyle = palette.accent;
  context.stroke();
}

/** The keyboard's place: a frame around the row. */
function drawFocus(
  { context, palette }: Brush,
  { metrics, requestRows, sessionRows }: Scene,
  target: Target,
): void {
  if (target.type === 'axis') return;
  const row =
    'lane' in target
      ? requestRows.find(({ lane }) => lane === target.lane)
      : sessionRows.find(({ history }) => history === target.history);
  if (!row) return;
  context.lineWidth = 1;
  context.strokeStyle = palette.accent;
  context.strokeRect(0.5, row.y + 0.5, metrics.width - 1, metrics.rowHeight - 1);
}
