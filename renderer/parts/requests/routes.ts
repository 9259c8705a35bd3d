import { demoUser, type LabRouteId, labRoutes, ownHandlerPath } from '../../../server/contract/routes.ts';
import type { Suggestion } from '../../ui/suggest-field.tsx';
import type { Draft } from './draft.ts';

export type Route = {
  id: LabRouteId;
  method: Draft['method'];
  path: string;
  example: string;
  sentence: string;
};

export const routes: readonly Route[] = Object.entries(labRoutes).map(([id, route]) => ({
  ...route,
  id: id as LabRouteId,
}));

/** The built-in route that answers a request, undefined for none. */
export function routeOf(method: string, path: string): Route | undefined {
  const pathname = path.split('?')[0] ?? '';
  return routes.find((route) => route.method === method && matches(route.path, pathname));
}

const matches = (pattern: string, pathname: string): boolean => {
  const wanted = pattern.split('/');
  const parts = pathname.split('/');
  return (
    wanted.length === parts.length && wanted.every((part, i) => part.startsWith(':') || part === parts[i])
  );
};

const bodies: Partial<Record<LabRouteId, Pick<Draft, 'bodyKind'> & Partial<Draft>>> = {
  login: { bodyKind: 'form', form: `username=${demoUser.username}\npassword=${demoUser.password}` },
  loginFresh: { bodyKind: 'form', form: `username=${demoUser.username}\npassword=${demoUser.password}` },
  user: { bodyKind: 'json', json: '{ "name": "Ada" }' },
  cookie: { bodyKind: 'json', json: '{ "maxAge": 60000 }' },
};

/** The form filled in for a route: method, path, and the body that it expects. */
export const draftFor = (route: Route): Partial<Draft> => ({
  method: route.method,
  path: route.example,
  bodyKind: 'none',
  ...bodies[route.id],
});

/** Routes to choose from while a path is typed: those that fit; for a path that is one of them, it first and then all. */
export function suggestRoutes(typed: string): Suggestion[] {
  const word = typed.toLowerCase();
  const fitting = choices.filter(({ text, note }) => `${text} ${note}`.toLowerCase().includes(word));
  const exact = fitting.filter(({ text }) => text.endsWith(` ${typed}`));
  if (exact.length === 0) return fitting;
  return [...exact, ...choices.filter((choice) => !exact.includes(choice))];
}

/** Whether a path is one of those that are suggested. */
export const isWholePath = (path: string): boolean => choices.some(({ text }) => text.endsWith(` ${path}`));

const choices: readonly Suggestion[] = [
  ...routes.map(({ id, method, example, sentence }) => ({
    key: id,
    text: `${method} ${example}`,
    note: sentence,
  })),
  { key: 'own', text: `GET ${ownHandlerPath}`, note: 'Your own handler.' },
];
