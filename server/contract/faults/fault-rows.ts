import { timeText } from '../time-text.ts';
import { countSetting, type FaultRow, faultRow, howOften, msSetting } from './fault-row.ts';
import { longestLatency, storeRow } from './store-row.ts';

export const faultTargets = ['store', 'sender', 'server', 'process', 'clock'] as const;
export type FaultTarget = (typeof faultTargets)[number];

/** ms for which a process may stand still: after 2 s the watchdog takes it for an endless loop. */
const longestPause = 1500;
/** ms that two clocks may be apart: a day, so that a whole time zone is within it. */
const furthestApart = 24 * 60 * 60 * 1000;

/** What may be wrong, by what it is wrong with. A target without a row does not compile. */
export const faultRows = {
  store: storeRow,
  sender: faultRow({
    label: 'Browsers',
    subject: 'The browsers',
    settings: {
      /** ms after which a browser closes the connection, unless the whole response is in. */
      givesUpAfter: msSetting('give up after', 'the browsers wait for responses', longestLatency),
      /** ms that a body takes on its way, in pieces; a request without one is sent at once. */
      bodyTakes: msSetting('body takes', 'the browsers send bodies at once', longestLatency),
    },
    words: ({ givesUpAfter, bodyTakes }) => [
      ...(givesUpAfter > 0 ? [`give up after ${givesUpAfter} ms`] : []),
      ...(bodyTakes > 0 ? [`take ${bodyTakes} ms to send a body`] : []),
    ],
  }),
  server: faultRow({
    label: 'Server',
    subject: 'The server',
    settings: {
      /** ms until a request is passed on to the app. */
      latency: msSetting('latency', 'the server passes requests on at once', longestLatency),
      /** Requests that are answered 503 and do not reach the app. */
      refuses: countSetting('answers 503', 'the server refuses nothing'),
      /** Requests that reach the app, and whose connection is closed in place of the response. */
      hangsUp: countSetting('hangs up', 'the server answers'),
    },
    words: ({ latency, refuses, hangsUp }) => [
      ...(latency > 0 ? [`takes ${latency} ms to pass a request on`] : []),
      ...(refuses === 0 ? [] : [`answers 503 without asking the app ${howOften(refuses)}`]),
      ...(hangsUp === 0 ? [] : [`hangs up in place of the response ${howOften(hangsUp)}`]),
    ],
  }),
  process: faultRow({
    label: 'Process',
    subject: 'The process',
    settings: {
      /** ms for which nothing else is done, at every request. */
      pause: msSetting('stands still', 'the process does not stand still', longestPause),
      /** Requests that it does not survive. It is started anew, without what was in its memory. */
      crashes: countSetting('crashes', 'the process survives requests'),
    },
    words: ({ pause, crashes }) => [
      ...(pause > 0 ? [`stands still for ${pause} ms at each request`] : []),
      ...(crashes === 0 ? [] : [`crashes at a request ${howOften(crashes)}`]),
    ],
  }),
  clock: faultRow({
    label: 'Clock',
    subject: 'The server’s clock',
    settings: {
      /** ms that the lab's clock is ahead of the browsers'; behind where it is negative. */
      skew: msSetting('ahead of browsers’', 'the server’s clock is right', furthestApart, -furthestApart),
    },
    words: ({ skew }) =>
      skew === 0 ? [] : [`is ${timeText(Math.abs(skew))} ${skew > 0 ? 'ahead of' : 'behind'} the browsers’`],
  }),
} satisfies Record<FaultTarget, FaultRow>;
