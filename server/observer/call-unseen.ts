/**
 * `Reflect.apply` for somebody else, unseen by depd: it reports a deprecated option once for each place that gave it,
 * and that is where `callers` were called, not in here. depd reads the call sites that `Error.captureStackTrace` finds;
 * while this call lasts, which waits for nothing, ours are left out of them.
 */
export function callUnseen(
  target: (...args: never[]) => unknown,
  self: unknown,
  args: readonly unknown[],
  ...callers: ReadonlyArray<{ readonly name: string }>
): unknown {
  const { captureStackTrace } = Error;
  const ours = new Set<string | null>([callUnseen, ...callers].map((one) => one.name));
  const captureOthers: typeof captureStackTrace = (holder, above = captureOthers) => {
    captureStackTrace(holder, above);
    const stack: unknown = Reflect.get(holder, 'stack');
    // It is text, unless depd asked for call sites.
    if (!Array.isArray(stack)) return;
    const others = stack.filter((site: NodeJS.CallSite) => !ours.has(site.getFunctionName()));
    Reflect.set(holder, 'stack', others);
  };
  Reflect.set(Error, 'captureStackTrace', captureOthers);
  try {
    return Reflect.apply(target, self, args);
  } finally {
    Reflect.set(Error, 'captureStackTrace', captureStackTrace);
  }
}
