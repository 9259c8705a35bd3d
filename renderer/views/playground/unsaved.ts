/** What would be lost if the window closed now, as a sentence; null for nothing. */
export function unsavedWords({
  handlerText,
  runningHandler,
  sequence,
}: {
  handlerText: string | null;
  runningHandler: string | null;
  sequence: readonly unknown[];
}): string | null {
  if (handlerText !== null && handlerText !== runningHandler)
    return 'Your own handler was changed and not run.';
  if (runningHandler !== null) return 'Your own handler is kept nowhere but here.';
  return sequence.length > 0 ? 'The sequence of requests is not saved.' : null;
}
