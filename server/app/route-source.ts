import { routeHandlers } from './routes/route-table.ts';

/** The text of a built-in route's handler as it runs. Throws for a route that does not exist. */
export function sourceOf(id: string): string {
  const handler: unknown = Reflect.get(routeHandlers, id);
  if (typeof handler !== 'function') throw new Error(`There is no built-in route "${id}".`);
  return tidy(handler.toString());
}

/** Node blanks types out when it runs TypeScript: what they leave behind is taken away. */
const tidy = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/(?<=\S) {2,}/g, ' ').replace(/ +(?=[,)]|$)/g, ''))
    .join('\n');
