export const regionNames =
  'nav, [role="region"], [role="tablist"], section[aria-label]:not(.scroll), section[aria-labelledby]';
export const tabbable =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex="0"]';

export const isSeen = (element: HTMLElement): boolean => element.checkVisibility?.() ?? true;

/** Where the keyboard comes in, region by region; of two that begin with the same thing the inner one. */
function entrances(): Array<{ region: HTMLElement; first: HTMLElement }> {
  const found = [...document.querySelectorAll<HTMLElement>(regionNames)].flatMap((region) => {
    const first = [...region.querySelectorAll<HTMLElement>(tabbable)].find(
      (one) => one.tabIndex >= 0 && isSeen(one),
    );
    return first === undefined ? [] : [{ region, first }];
  });
  return found.filter(({ first }, at) => found[at + 1]?.first !== first);
}

/** Moves the focus to the next region of the window (1), or the one before (-1), round and round. */
export function focusRegion(by: 1 | -1): void {
  const all = entrances();
  const here = all.findLastIndex(({ region }) => region.contains(document.activeElement));
  const next = here === -1 && by === -1 ? all.length - 1 : (here + by + all.length) % all.length;
  all[next]?.first.focus();
}
