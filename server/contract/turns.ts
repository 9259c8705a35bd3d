/** Lets actions that must not overlap wait for each other. A failed one does not hold up the next. */
export function createTurns(): <Value>(action: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (action) => {
    const result = last.then(action);
    last = result.catch(() => {});
    return result;
  };
}
