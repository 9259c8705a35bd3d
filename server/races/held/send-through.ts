import type { HeldLab } from './held-lab.ts';
import type { HeldRequest, Response } from './held-request.ts';
import type { StepDeadline } from './step-deadline.ts';

/** Lets one request through to its end, each of its steps as it comes. */
export async function sendThrough(
  lab: HeldLab,
  heldRequest: HeldRequest,
  cookie: string | null,
  stepDeadline: StepDeadline,
): Promise<Response> {
  stepDeadline.mind(heldRequest);
  lab.dispatch(heldRequest, cookie);
  await stepDeadline.quiet(heldRequest);
  while (!heldRequest.isOver) {
    stepDeadline.mind(heldRequest);
    heldRequest.release();
    await stepDeadline.quiet(heldRequest);
  }
  return heldRequest.response ?? { status: 0, body: '', setCookie: [], location: null };
}
