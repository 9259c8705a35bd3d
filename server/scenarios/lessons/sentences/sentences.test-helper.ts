import type { ChapterId } from '../../../contract/scenario/lessons.ts';
import { basicsSentences } from './basics.test-helper.ts';
import { cookiesSentences } from './cookies.test-helper.ts';
import { failuresSentences } from './failures.test-helper.ts';
import { loginSentences } from './login.test-helper.ts';
import { methodsSentences } from './methods.test-helper.ts';
import { savingSentences } from './saving.test-helper.ts';
import { secretSentences } from './secret.test-helper.ts';
import type { Sentences } from './sentence.test-helper.ts';
import { timeSentences } from './time.test-helper.ts';

/** For tests, by chapter and lesson: all that its lessons tell, piece by piece, and how each is seen to be so. */
export const provenLessons: Readonly<Record<ChapterId, Readonly<Record<string, Sentences>>>> = {
  basics: basicsSentences,
  secret: secretSentences,
  methods: methodsSentences,
  saving: savingSentences,
  login: loginSentences,
  cookies: cookiesSentences,
  time: timeSentences,
  failures: failuresSentences,
};
