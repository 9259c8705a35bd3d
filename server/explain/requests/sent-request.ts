/** A body as it was sent. */
export type SentBody = { type: string; text: string };

/** A request that a browser or curl sent. Header names are in lower case. */
export type SentRequest = {
  method: string;
  url: URL;
  headers: ReadonlyArray<readonly [name: string, value: string]>;
  body: SentBody | null;
  follows: boolean;
};

/** A header's value; several of one name joined, as Cookie is over HTTP/2. */
export function headerOf({ headers }: SentRequest, name: string): string | null {
  const values = headers.filter(([each]) => each === name).map(([, value]) => value);
  return values.length === 0 ? null : values.join('; ');
}
