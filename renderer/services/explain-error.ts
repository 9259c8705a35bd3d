import { statusOf } from './api.ts';

/** A refusal names the place it is about; the control plane writes it as `place: message`. */
export type Explained = { at: string | null; message: string; next: string };

/** An error of the control plane in words, with what to do now. */
export function explainError(error: unknown): Explained {
  const status = statusOf(error);
  const text = error instanceof Error ? error.message : String(error);
  if (status === null)
    return {
      at: null,
      message: 'the app did not answer.',
      next: 'It is tried again by itself; if it stays so, start the app anew.',
    };
  if (status === 401 || status === 403)
    return {
      at: null,
      message: 'the app did not let this page in.',
      next: 'Open the address that the app printed.',
    };
  if (status === 400) {
    const refusal = firstIssue(text) ?? splitRefusal(text);
    return { ...refusal, next: 'Correct the value and try again.' };
  }
  return { at: null, message: text, next: 'Try again; if it stays so, reset the lab.' };
}

/** Zod's issues arrive as JSON in the message. */
function firstIssue(text: string): { at: string | null; message: string } | null {
  if (!text.startsWith('[')) return null;
  try {
    const issues: unknown = JSON.parse(text);
    const issue: unknown = Array.isArray(issues) ? issues[0] : null;
    if (typeof issue !== 'object' || issue === null || !('message' in issue)) return null;
    const path = 'path' in issue && Array.isArray(issue.path) ? issue.path.join('.') : '';
    return { at: path === '' ? null : path, message: String(issue.message) };
  } catch {
    return null;
  }
}

function splitRefusal(text: string): { at: string | null; message: string } {
  const match = /^([\w.[\]]+): (.*)$/s.exec(text);
  return match?.[1] !== undefined && match[2] !== undefined
    ? { at: match[1], message: match[2] }
    : { at: null, message: text };
}
