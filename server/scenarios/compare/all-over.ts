/**
 * Waits until all are over, also where one fails: only then may what they work with be taken away. `onFailure` can tell
 * the others to stop. Throws what failed first.
 */
export async function allOver<Works extends readonly Promise<unknown>[]>(
  works: Works,
  onFailure: () => void = () => {},
): Promise<{ -readonly [Place in keyof Works]: Awaited<Works[Place]> }> {
  try {
    return await Promise.all(works);
  } catch (error) {
    onFailure();
    await Promise.allSettled(works);
    throw error;
  }
}
