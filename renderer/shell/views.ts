import { Disc, FlaskConical, GraduationCap, Grid3x3, Split } from 'lucide-react';
import { type ComponentType, createElement, lazy, type SVGProps, useState } from 'react';
import { PlaygroundView } from '../views/playground/playground-view.tsx';

type View = {
  id: string;
  label: string;
  icon: ComponentType<SVGProps<SVGSVGElement>>;
  component: ComponentType;
};

/**
 * A view that comes when it is first opened, or before that where there is time, so that the first page stays small. What is
 * there already is drawn at once: for whatever React waits, it shows the fallback for a while. `lazy` keeps a failure, so it
 * asks by itself, and not for what was loaded ahead.
 */
function later(load: () => Promise<ComponentType>) {
  let loaded: ComponentType | null = null;
  const ahead = async () => {
    loaded = await load();
  };
  const Awaited = lazy(async () => ({ default: await load() }));
  function Later() {
    const [View] = useState<ComponentType>(() => loaded ?? Awaited);
    return createElement(View);
  }
  return { Later, ahead };
}

const races = later(async () => (await import('../views/races/races-view.tsx')).RacesView);
const lessons = later(async () => (await import('../views/lessons/lessons-view.tsx')).LessonsView);
const compare = later(async () => (await import('../views/compare/compare-view.tsx')).CompareView);
const recording = later(async () => (await import('../views/recording/recording-view.tsx')).RecordingView);

/** Loads the views one after the other whenever the page has nothing to do. One that does not come is asked for again when it is opened. */
export async function loadFurtherViews(signal: AbortSignal): Promise<void> {
  for (const { ahead } of [races, lessons, compare, recording]) {
    await idle();
    if (signal.aborted) return;
    await ahead().catch(() => {});
  }
}

const idle = (): Promise<unknown> =>
  new Promise((resolve) =>
    // Safari has none.
    'requestIdleCallback' in window ? requestIdleCallback(resolve) : setTimeout(resolve, 1000),
  );

/** The rail's entries, from top to bottom. A view is one row here and one folder under views/. */
export const views = [
  { id: 'playground', label: 'Playground', icon: FlaskConical, component: PlaygroundView },
  { id: 'races', label: 'Race lab', icon: Split, component: races.Later },
  { id: 'lessons', label: 'Lessons', icon: GraduationCap, component: lessons.Later },
  { id: 'compare', label: 'Compare', icon: Grid3x3, component: compare.Later },
  { id: 'recording', label: 'Recording', icon: Disc, component: recording.Later },
] as const satisfies readonly View[];

export type ViewId = (typeof views)[number]['id'];

/** The view that an address's fragment names (`#/lessons`, `#/lessons/view-counter`); the first when it names none. */
export const viewOf = (hash: string): (typeof views)[number] =>
  views.find(({ id }) => hash === `#/${id}` || hash.startsWith(`#/${id}/`)) ?? views[0];
