import type { Explanation, Told } from '../../contract/explain.ts';
import { say } from '../../words/explain/say.ts';
import { explainCookies, pairsIn } from '../cookies/explain-cookie.ts';
import { shortened } from '../cookies/session-value.ts';
import { requestStep } from '../requests/request-step.ts';
import { drawScenario, methodLeftOut } from '../requests/scenario-text.ts';
import { headerOf, type SentRequest } from '../requests/sent-request.ts';
import { otherSiteWords, sentFrom } from '../requests/site-of.ts';
import { type CurlCommand, readCurl } from './read-curl.ts';

const mostCommands = 100;
const mostShown = 20;

/** What cURL commands send, and a scenario that sends it to the lab. */
export function explainCurl(
  text: string,
  secrets: readonly string[],
): Pick<Explanation, 'parts' | 'scenario'> & { commands: number } {
  const commands = readCurl(text);
  const readable = commands
    .slice(0, mostCommands)
    .flatMap(({ request, ...command }) => (request === null ? [] : [{ ...command, request }]));
  const [first] = readable;
  const host = first?.request.url.host;
  const own = readable.filter(({ request }) => request.url.host === host);
  const steps = own.map(({ request }, at) => requestStep(request, sentFrom(request), { id: `r${at + 1}` }));
  const requests = steps.filter((step) => step !== null);
  const cookies = own.flatMap(({ request }) => headerOf(request, 'cookie') ?? []);
  const { scenario, told } = drawScenario({
    title: `From cURL: ${first === undefined ? '' : titleOf(first.request)}`,
    options: {},
    steps: requests.map(({ spec }) => ({ send: spec })),
    requests,
    hasCookies: cookies.length > 0,
    notes: [say('options-not-said', {}), say('expects-nothing', {})],
  });
  const around: Told[] = [
    ...(commands.length > 1 ? [say('several-commands', { commands: commands.length })] : []),
    ...(commands.length > mostShown
      ? [say('more-left', { what: 'commands', left: commands.length - mostShown })]
      : []),
    ...otherHosts(readable, host),
    ...own.flatMap(({ request }, at) => (steps[at] === null ? [methodLeftOut(request)] : [])),
    ...told,
  ];
  return {
    commands: commands.length,
    parts: [
      ...commands.slice(0, mostShown).map((command) => ({
        title: command.request === null ? 'A command' : titleOf(command.request),
        told: explainCommand(command),
      })),
      ...explainCookies([...new Set(cookies)].slice(0, 5), secrets),
      { title: 'The scenario', told: around },
    ].filter((part) => part.told.length > 0),
    scenario,
  };
}

const titleOf = ({ method, url }: SentRequest): string => `${method} ${url.pathname}`.slice(0, 80);

function otherHosts(commands: ReadonlyArray<{ request: SentRequest }>, host: string | undefined): Told[] {
  const hosts = [...new Set(commands.map(({ request }) => request.url.host))].filter((each) => each !== host);
  return hosts.length === 0 ? [] : [say('other-host-left-out', { hosts: hosts.slice(0, 10) })];
}

function explainCommand(command: CurlCommand): Told[] {
  const { request, isCutOff, isInsecure, cookieFile, jarFile, bodyFile, isJsonAsForm, unknown } = command;
  const sent = request === null ? [say('no-address', {})] : explainRequest(request);
  const hasCookies = request !== null && headerOf(request, 'cookie') !== null;
  return [
    ...(isCutOff ? [say('cut-off', {})] : []),
    ...sent,
    ...(isJsonAsForm ? [say('json-as-form', {})] : []),
    ...(bodyFile === null ? [] : [say('file-body', { file: bodyFile.slice(0, 80) })]),
    ...(cookieFile === null || cookieFile === ''
      ? []
      : [say('cookie-file', { file: cookieFile.slice(0, 80) })]),
    ...(jarFile === null ? [] : [say('jar-written', { file: jarFile.slice(0, 80) })]),
    ...(jarFile === null && cookieFile === null && !hasCookies ? [say('curl-has-no-jar', {})] : []),
    ...(isInsecure ? [say('certificate-unchecked', {})] : []),
    ...(request?.follows ? [say('follows-redirects', {})] : []),
    ...(unknown.length === 0
      ? []
      : [say('curl-option-unknown', { options: [...new Set(unknown)].slice(0, 10) })]),
  ];
}

function explainRequest(request: SentRequest): Told[] {
  const { method, url, body } = request;
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  const { mode, from } = sentFrom(request);
  return [
    say('sends', { method, url: `${shown}`.slice(0, 200) }),
    ...pairsIn(headerOf(request, 'cookie') ?? '')
      .slice(0, 10)
      .map(({ name, value }) =>
        say('sends-cookie', { name: (name ?? '').slice(0, 40), value: shortened(value) }),
      ),
    ...(body === null || body.text === ''
      ? []
      : [say('sends-body', { bytes: Buffer.byteLength(body.text), type: body.type.slice(0, 60) })]),
    ...(mode === 'jar'
      ? []
      : [
          say('other-site', {
            from: from ?? 'The page that sends it',
            to: url.origin,
            words: otherSiteWords[mode],
          }),
        ]),
  ];
}
