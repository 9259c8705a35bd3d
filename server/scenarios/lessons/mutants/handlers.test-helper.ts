import type { Request, Response } from 'express';
import type { Session } from './ground.test-helper.ts';

export type Behaviour = (copy: Session) => Promise<void>;

const data = (req: Request): Record<string, unknown> => Object(req.session);
export const count = (req: Request, res: Response): void => {
  const views = Number(data(req)['views'] ?? 0) + 1;
  Object.assign(req.session, { views });
  res.json({ views });
};
export const read = (req: Request, res: Response): void => {
  res.json({ views: data(req)['views'] ?? null, id: req.sessionID });
};
export const byPath =
  (handlers: Record<string, (req: Request, res: Response) => void>) =>
  (req: Request, res: Response): void =>
    (handlers[req.path] ?? read)(req, res);
