import type { RequestSpecInput } from '../../contract/requests.ts';
import { demoUser } from '../../contract/routes.ts';

type Given = Partial<RequestSpecInput>;

/** Alice's request to a page that the lessons visit again and again. */
export const visit = (path: string, given: Given = {}): RequestSpecInput => ({
  browser: 'alice',
  path,
  ...given,
});

export const post = (path: string, given: Given = {}): RequestSpecInput =>
  visit(path, { method: 'POST', ...given });

/** The login form, filled in as the lab's only user would. */
export const login = (given: Given = {}): RequestSpecInput =>
  post('/login', { form: { ...demoUser }, ...given });
