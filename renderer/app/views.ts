import { FlaskConical } from 'lucide-react';
import type { ComponentType, SVGProps } from 'react';
import { PlaygroundView } from '../views/playground/playground-view.tsx';

type View = {
  id: string;
  label: string;
  icon: ComponentType<SVGProps<SVGSVGElement>>;
  component: ComponentType;
};

/** The rail's entries, from top to bottom. A view is one row here and one folder under views/. */
export const views = [
  { id: 'playground', label: 'Playground', icon: FlaskConical, component: PlaygroundView },
] as const satisfies readonly View[];

export type ViewId = (typeof views)[number]['id'];

/** The view that an address's fragment names (`#/playground`); the first when it names none. */
export const viewOf = (hash: string): (typeof views)[number] =>
  views.find(({ id }) => hash === `#/${id}`) ?? views[0];
