import type { ChapterId } from '../../../contract/scenario/lessons.ts';
import { basicsSentences } from './basics.test-helper.ts';
import { cookiesSentences } from './cookies.test-helper.ts';
import { loginSentences } from './login.test-helper.ts';
import { methodsSentences } from './methods.test-helper.ts';
import { savingSentences } from './saving.test-helper.ts';
import { secretSentences } from './secret.test-helper.ts';
import type { Sentences } from './sentence.test-helper.ts';

/** For tests, by chapter and lesson: all that its lessons tell, piece by piece, and how each is seen to be so. */
export const provenChapters: Partial<Record<ChapterId, Readonly<Record<string, Sentences>>>> = {
  basics: basicsSentences,
  secret: secretSentences,
  methods: methodsSentences,
  saving: savingSentences,
  login: loginSentences,
  cookies: cookiesSentences,
};

/** Their lessons' claims are run; their other sentences have no run of their own yet. */
export const unprovenChapters: readonly ChapterId[] = ['time', 'failures'];
