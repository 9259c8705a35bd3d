import type { RequestHandler } from 'express';
import type { LabRouteId } from '../../contract/routes.ts';
import './session-data.ts';
import { id, keep, kept } from './kept.ts';
import { account, login, loginForm, loginFresh, logout, logoutClear } from './login.ts';
import { destroy, regenerate, reload, save, touch, unset } from './session-calls.ts';
import { before, big, cookie, fail } from './special.ts';
import { cart, greeting, me, user, views } from './visits.ts';

/** One handler for each built-in route. Its text, as it runs, is shown to whoever wants to know what the route does. */
export const routeHandlers = {
  greeting,
  views,
  user,
  loginForm,
  login,
  logout,
  loginFresh,
  logoutClear,
  account,
  me,
  cart,
  touch,
  save,
  reload,
  regenerate,
  destroy,
  unset,
  cookie,
  before,
  id,
  keep,
  kept,
  big,
  fail,
} satisfies Record<LabRouteId, RequestHandler | RequestHandler<{ item: string }>>;
