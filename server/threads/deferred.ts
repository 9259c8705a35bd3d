/** A promise with its two ends apart, as `Promise.withResolvers` gives them, which Node 20 lacks. */
export type Deferred<Value> = {
  readonly promise: Promise<Value>;
  resolve(value: Value): void;
  reject(reason: Error): void;
};

export function createDeferred<Value>(): Deferred<Value> {
  let ends: Omit<Deferred<Value>, 'promise'> = { resolve: () => {}, reject: () => {} };
  const promise = new Promise<Value>((resolve, reject) => {
    ends = { resolve, reject };
  });
  return { promise, ...ends };
}
