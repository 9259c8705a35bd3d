import { z } from 'zod';

const pattern = z
  .string()
  .min(1)
  .max(500)
  .refine((text) => isPattern(text), 'expected a regular expression, such as "id=(\\\\d+)"');

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'su');
    return true;
  } catch {
    return false;
  }
}

/** A regular expression takes its first group, or all that it matches where it has none. */
const match = pattern.optional();

/** Where in a response, or in the jar after it, a value stands that is sent later. The kind is the first key. */
export const captureSchema = z.union([
  /** In a body that is JSON: `user.id`; empty for the whole. */
  z.strictObject({ json: z.string().max(500) }),
  /** In the body's text. */
  z.strictObject({ body: pattern }),
  z.strictObject({ header: z.string().regex(/^[\w-]+$/), match }),
  /** The value, decoded, that the browser has of that cookie after the response. */
  z.strictObject({ cookie: z.string().min(1).max(256), match }),
  /** The value of an `input` with that name, such as a form's hidden field. */
  z.strictObject({ field: z.string().min(1).max(256) }),
]);
export type Capture = z.infer<typeof captureSchema>;

const captureNameSchema = z
  .string()
  .regex(/^[A-Za-z][\w-]{0,31}$/, 'expected a name such as token: a letter, then letters, digits, - or _');

export const capturesSchema = z.record(captureNameSchema, captureSchema);
