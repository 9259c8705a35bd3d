import { z } from 'zod';

/** The host of the lab's address, to which every other name is mapped where requests are sent. */
export const labHost = '127.0.0.1';

const isHost = (text: string): boolean =>
  URL.canParse(`http://${text}/`) && new URL(`http://${text}/`).hostname === text;

/** A host's name as it stands in an address, or an IPv4 address. None is ever looked up. */
export const hostSchema = z
  .string()
  .max(253)
  .toLowerCase()
  .regex(
    /^[a-z\d_-]+(?:\.[a-z\d_-]+)*$/,
    'expected a host’s name such as app.localhost, without scheme, port or path: the port is the app’s own',
  )
  .refine(isHost, 'expected a host’s name, or an IPv4 address of four numbers');

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;

/** The origin of a page: scheme, host, and port where it is not the scheme's own. */
const pageSchema = z
  .string()
  .max(300)
  .regex(/^https?:\/\//, 'expected where the page is from, such as http://app.localhost:5173')
  .refine(isOrigin, 'expected scheme, host and port alone, as in http://app.localhost:5173');

/** How a page causes a request; the last three leave it where it is. */
export const fromKinds = ['link', 'form', 'fetch', 'image', 'frame'] as const;
export const credentialModes = ['omit', 'same-origin', 'include'] as const;

/** The page that causes a request, and how. `credentials` are a fetch's: without them they are same-origin, as in browsers. */
export const fromSchema = z
  .strictObject({
    page: pageSchema,
    by: z.enum(fromKinds),
    credentials: z.enum(credentialModes).optional(),
  })
  .refine(({ by, credentials }) => by === 'fetch' || credentials === undefined, {
    path: ['credentials'],
    message: 'only a fetch says its credentials',
  });
export type From = z.infer<typeof fromSchema>;

const kindWords: Readonly<Record<From['by'], string>> = {
  link: 'a link',
  form: 'a form',
  fetch: 'a fetch',
  image: 'an image',
  frame: 'a frame',
};

/** `a fetch with credentials: 'include' on http://app.localhost`. */
export const fromInWords = ({ page, by, credentials }: From): string =>
  `${kindWords[by]}${credentials === undefined ? '' : ` with credentials: '${credentials}'`} on ${page}`;
