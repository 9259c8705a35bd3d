import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestHandler } from 'express';
import type { EventPost } from './event-post.ts';
import type { RequestNames } from './request-names.ts';

/** Which request's typed-in handler the running code belongs to, also after it waited. */
export const ownRequest = new AsyncLocalStorage<string>();

let underWay = 0;
/** How many calls of typed-in handlers have promised something, and are not done. */
export const ownUnderWay = (): number => underWay;

function followed(answer: unknown): void {
  if (!(answer instanceof Promise)) return;
  underWay += 1;
  const isOver = () => {
    underWay -= 1;
  };
  answer.then(isOver, isOver);
}

export type OwnHandlerSettings = {
  names: RequestNames;
  post: EventPost;
  /** Called with the request before the handler is, and with null when it has given control back. */
  onEntered: (request: string | null) => void;
};

/** Calls a typed-in handler so that it is known what it was about, should it never give control back. */
export function watchHandler(
  handler: RequestHandler,
  { names, post, onEntered }: OwnHandlerSettings,
): RequestHandler {
  return (req, res, next) => {
    const request = names.of(req);
    res.once('close', post.hurry());
    onEntered(request);
    try {
      const answer: unknown = ownRequest.run(request, handler, req, res, next);
      followed(answer);
      return answer;
    } finally {
      onEntered(null);
    }
  };
}
