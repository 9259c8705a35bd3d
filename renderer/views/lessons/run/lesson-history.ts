import { createHistory, type History } from '../../../history/history.ts';
import { useLiveHistory } from '../../../services/live-history.ts';

const known = new WeakMap<History, History>();

/**
 * The history that lessons are looked at in: a lesson runs in the live lab, so that its log is the live one's, with a
 * cursor and a selection of its own, which stay when one looks elsewhere.
 */
export function useLessonHistory(): History {
  const live = useLiveHistory();
  const lesson = known.get(live) ?? following(live);
  known.set(live, lesson);
  return lesson;
}

function following(live: History): History {
  const { logged, settings } = live.getState();
  const lesson = createHistory({ logged, settings });
  live.subscribe((now, before) => {
    if (now.logged !== before.logged) lesson.getState().show(now.logged);
  });
  return lesson;
}
