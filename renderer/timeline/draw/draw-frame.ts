import type { Scene } from '../layout/scene.ts';
import type { Brush } from './brush.ts';
import { drawRequests } from './draw-requests.ts';
import { drawSessions } from './draw-sessions.ts';
import { drawThreads } from './draw-threads.ts';

export type Selected = { readonly request: string | null; readonly sid: string | null };

/** Everything but the cursor and what is under the pointer. */
export function drawFrame(brush: Brush, scene: Scene, selected: Selected): void {
  const { context, palette } = brush;
  const { metrics } = scene;
  context.fillStyle = palette.surface;
  context.fillRect(0, 0, metrics.width, metrics.height);
  context.textBaseline = 'middle';
  drawTicks(brush, scene);
  context.save();
  context.beginPath();
  context.rect(0, metrics.requests.y, metrics.width, metrics.requests.height);
  context.clip();
  drawRequests(brush, scene, selected.request);
  context.restore();
  drawSessions(brush, scene, selected.sid);
  drawThreads(brush, scene);
  context.fillStyle = palette.line;
  context.fillRect(metrics.gutter, 0, 1, metrics.height);
  context.fillRect(0, metrics.axisHeight - 1, metrics.width, 1);
}

function drawTicks({ context, palette }: Brush, { ticks, metrics }: Scene): void {
  const bottom = metrics.sessions.y + metrics.sessions.height;
  for (const { x } of ticks) {
    const at = Math.round(metrics.gutter + x);
    if (at < metrics.gutter) continue;
    context.fillStyle = palette.line;
    context.globalAlpha = 0.7;
    context.fillRect(at, metrics.axisHeight - 5, 1, bottom - metrics.axisHeight + 5);
    context.globalAlpha = 1;
  }
}
