import { isSeen, regionNames, tabbable } from './regions.ts';

/** Typed keys would go into these: nobody is put there who did not go there. */
const typedInto = 'input, select, textarea, [contenteditable]';

/**
 * What has the focus and is taken away, such as the button that removes its own row, hands it on: to what comes after it
 * in the same region, else before it; else, or where the whole region goes, to where the focus was before that region. A
 * browser leaves it to nobody, and the next Tab begins at the top of the page. Gives back how it ends.
 */
export function keepFocus(): () => void {
  let focused: Element | null = null;
  let region: Element | null = null;
  let before: HTMLElement | null = null;
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    const its = target.closest(`dialog, ${regionNames}`) ?? target.parentElement;
    if (its !== region && focused instanceof HTMLElement) before = focused;
    focused = target;
    region = its;
  };
  /** Who leaves it for nothing, by a click beside it, is not to be taken back: it was not taken away. */
  const onBlur = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget !== null) return;
    const left = focused;
    queueMicrotask(() => {
      if (left === focused && left?.isConnected && document.activeElement !== left) focused = null;
    });
  };
  const observer = new MutationObserver((records) => {
    if (focused === null || focused.isConnected) return;
    const gone = focused;
    focused = null;
    const hasFocus = document.activeElement !== null && document.activeElement !== document.body;
    if (hasFocus) return;
    const gap = records.find(
      ({ target, removedNodes }) =>
        target.isConnected && [...removedNodes].some((node) => node.contains(gone)),
    );
    const near = gap && region?.isConnected ? neighbourOf(gap, region) : null;
    const next = near ?? (before?.isConnected && isSeen(before) ? before : null);
    next?.focus({ preventScroll: true });
  });
  document.addEventListener('focusin', onFocus);
  document.addEventListener('focusout', onBlur);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', onFocus);
    document.removeEventListener('focusout', onBlur);
    observer.disconnect();
  };
}

/** What can have the focus nearest to where something was taken out, the next one first. */
function neighbourOf({ target, nextSibling }: MutationRecord, region: Element): HTMLElement | null {
  let after: Node | null = nextSibling;
  for (let scope: Node | null = target; scope !== null && region.contains(scope); scope = scope.parentNode) {
    const near =
      scope instanceof Element
        ? [...scope.querySelectorAll<HTMLElement>(tabbable)].filter(
            (one) => one.tabIndex >= 0 && !one.matches(typedInto) && isSeen(one),
          )
        : [];
    const next = near.find((one) => after !== null && isFrom(after, one)) ?? near.at(-1);
    if (next !== undefined) return next;
    after = scope.nextSibling;
  }
  return null;
}

const isFrom = (from: Node, one: Node): boolean =>
  from.contains(one) || (from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
