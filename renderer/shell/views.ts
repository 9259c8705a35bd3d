import { Disc, FlaskConical, GraduationCap, Grid3x3, Split } from 'lucide-react';
import { type ComponentType, lazy, type SVGProps } from 'react';
import { PlaygroundView } from '../views/playground/playground-view.tsx';

type View = {
  id: string;
  label: string;
  icon: ComponentType<SVGProps<SVGSVGElement>>;
  component: ComponentType;
};

/** These come when they are first opened, so that the first page stays small. */
const RacesView = lazy(async () => ({ default: (await import('../views/races/races-view.tsx')).RacesView }));
const LessonsView = lazy(async () => ({
  default: (await import('../views/lessons/lessons-view.tsx')).LessonsView,
}));
const CompareView = lazy(async () => ({
  default: (await import('../views/compare/compare-view.tsx')).CompareView,
}));
const RecordingView = lazy(async () => ({
  default: (await import('../views/recording/recording-view.tsx')).RecordingView,
}));

/** The rail's entries, from top to bottom. A view is one row here and one folder under views/. */
export const views = [
  { id: 'playground', label: 'Playground', icon: FlaskConical, component: PlaygroundView },
  { id: 'races', label: 'Race lab', icon: Split, component: RacesView },
  { id: 'lessons', label: 'Lessons', icon: GraduationCap, component: LessonsView },
  { id: 'compare', label: 'Compare', icon: Grid3x3, component: CompareView },
  { id: 'recording', label: 'Recording', icon: Disc, component: RecordingView },
] as const satisfies readonly View[];

export type ViewId = (typeof views)[number]['id'];

/** The view that an address's fragment names (`#/lessons`, `#/lessons/view-counter`); the first when it names none. */
export const viewOf = (hash: string): (typeof views)[number] =>
  views.find(({ id }) => hash === `#/${id}` || hash.startsWith(`#/${id}/`)) ?? views[0];
