/** Names requests within one log: 1, 2, 3, or the name that was asked for, each once. */
export type RequestIds = {
  next(wanted?: string): string;
  /** A name for the request that a redirect of `request` leads to: `7.1`, `7.2`. */
  redirect(request: string): string;
};

/** `used`: names that are taken already. */
export function createRequestIds(used: Iterable<string> = []): RequestIds {
  let count = 0;
  const uses = new Map<string, number>();
  for (const name of used) {
    if (/^\d+$/.test(name)) count = Math.max(count, Number(name));
    else uses.set(name, 1);
  }
  const unique = (wanted: string, separator: string): string => {
    for (;;) {
      const use = (uses.get(wanted) ?? 1) + 1;
      uses.set(wanted, use);
      const name = `${wanted}${separator}${use}`;
      if (!uses.has(name)) {
        uses.set(name, 1);
        return name;
      }
    }
  };
  return {
    next: (wanted) => {
      if (wanted === undefined) return String(++count);
      if (uses.has(wanted)) return unique(wanted, '-');
      uses.set(wanted, 1);
      return wanted;
    },
    redirect: (request) => {
      const [root = request, hop = '0'] = request.split('.');
      return `${root}.${Number(hop) + 1}`;
    },
  };
}
