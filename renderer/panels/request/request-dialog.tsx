import { Cookie, Save } from 'lucide-react';
import { useMemo } from 'react';
import { curlCommand } from '../../../server/contract/wire/curl-command.ts';
import { type Exchange, exchangesOf, type Headers } from '../../../server/contract/wire/exchanges.ts';
import { harText } from '../../../server/contract/wire/har-file.ts';
import type { EventLog } from '../../history/log/event-log.ts';
import { requestLabel } from '../../history/log/lane.ts';
import { useGivenHistory, useHistory } from '../../history/use-history.ts';
import { pageSentence } from '../../page-problems.ts';
import { saveText } from '../../services/files/files.ts';
import { useWindow } from '../../services/window/window-store.ts';
import { duration } from '../../timeline/layout/axis.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ScrollBox } from '../../ui/scroll-box.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import './request-dialog.css';

const keptEvents = ({ events, first }: EventLog) => events.filter(({ seq }) => seq >= first);

/** What went over the wire, both ways, and ways to take it along. */
export function RequestDialog({ request }: { request: string }) {
  const logged = useHistory((state) => state.logged);
  const inspect = useHistory((state) => state.inspect);
  const exchange = useMemo(
    () =>
      exchangesOf(
        keptEvents(logged.log).filter(
          (event) => event.type === 'lab-started' || ('request' in event && event.request === request),
        ),
      )[0],
    [logged, request],
  );
  const title = exchange
    ? `${requestLabel(request)} ${exchange.method} ${exchange.path}`
    : requestLabel(request);
  return (
    <Dialog title={title} wide onClose={() => inspect(null)}>
      {exchange ? (
        <>
          <TakeAlong exchange={exchange} />
          <div className="wire">
            <Asked exchange={exchange} />
            <Answered exchange={exchange} />
          </div>
        </>
      ) : (
        <p className="soft">The log does not hold this request any more.</p>
      )}
    </Dialog>
  );
}

function TakeAlong({ exchange }: { exchange: Exchange }) {
  const history = useGivenHistory();
  const notify = useWindow((state) => state.notify);
  const { startedAt } = history.getState().logged.log;
  const save = async () => {
    const { log } = history.getState().logged;
    const text = harText(exchangesOf(keptEvents(log)), log.startedAt);
    const saved = await saveText('har', 'session-playground.har', text);
    if (saved?.ok) notify({ kind: 'done', text: `Saved as ${saved.value}, cookies included.` });
    else if (saved)
      notify({
        kind: 'error',
        text: `Could not save: ${pageSentence(saved.problem)}`,
        next: 'Try another folder.',
      });
  };
  return (
    <div className="row wrap wire-tools">
      <CopyButton look="normal" label="Copy as cURL" words="Copy as cURL" text={curlCommand(exchange)} />
      <CopyButton
        look="normal"
        label="Copy as HAR"
        words="Copy as HAR"
        text={harText([exchange], startedAt)}
      />
      <Button icon={<Save aria-hidden />} onClick={() => void save()}>
        Save the whole log as HAR
      </Button>
      <span className="soft dense">Cookies go along; values of headers such as Authorization do not.</span>
    </div>
  );
}

function Asked({ exchange: { method, path, asked, browser } }: { exchange: Exchange }) {
  return (
    <section className="wire-side" aria-labelledby="wire-request">
      <h3 id="wire-request">Request</h3>
      <p className="soft dense">{browser === null ? 'from outside' : `from ${browser}`}</p>
      <Head
        line={`${method} ${path} HTTP/1.1`}
        headers={asked.headers}
        isWhole={asked.isWhole}
        label="Request head"
      />
      <Body label="Request body" text={asked.body} bytes={asked.body === null ? 0 : sizeOf(asked.body)} />
    </section>
  );
}

function Answered({ exchange: { asked, answered, body, failure } }: { exchange: Exchange }) {
  return (
    <section className="wire-side" aria-labelledby="wire-response">
      <h3 id="wire-response">Response</h3>
      <p className="soft dense">
        {answered
          ? `head after ${duration(answered.at - asked.at)}${body ? `, whole after ${duration(body.at - asked.at)}` : ''}`
          : failure
            ? `none in ${duration(failure.at - asked.at)}`
            : 'under way'}
      </p>
      {answered && (
        <Head
          line={`HTTP/1.1 ${answered.status} ${answered.reason}`}
          headers={answered.headers}
          isWhole={answered.isWhole}
          label="Response head"
        />
      )}
      {failure && <p className="wire-failure">{failure.why}</p>}
      {body && <Body label="Response body" text={body.text} bytes={body.bytes} />}
    </section>
  );
}

const isCookie = (name: string): boolean => /^(?:set-)?cookie$/i.test(name);

function Head({
  line,
  headers,
  isWhole,
  label,
}: {
  line: string;
  headers: Headers;
  isWhole: boolean;
  label: string;
}) {
  return (
    <>
      <ScrollBox label={label} className="wire-head">
        <p className="wire-line">{line}</p>
        <ul>
          {headers.map(([name, value], place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a head is as it was, and a name may come twice
            <li key={place} className={isCookie(name) ? 'cookie-line' : undefined}>
              {isCookie(name) && <Cookie aria-label="Cookie:" />}
              <span className="wire-name">{name}:</span> {visibleText(value)}
            </li>
          ))}
        </ul>
      </ScrollBox>
      {!isWhole && (
        <p className="soft dense">What was told of its headers; those of HTTP itself were not recorded.</p>
      )}
    </>
  );
}

const sizeOf = (text: string): number => new TextEncoder().encode(text).length;

function Body({ label, text, bytes }: { label: string; text: string | null; bytes: number }) {
  if (text === null || bytes === 0) return <p className="soft dense">No body.</p>;
  const shown = sizeOf(text);
  return (
    <>
      <p className="soft dense">
        Body, {bytes.toLocaleString('en')} bytes
        {shown < bytes && `, of which the first ${shown.toLocaleString('en')} were kept`}
      </p>
      <ScrollBox label={label} className="wire-body">
        <pre>{visibleText(text)}</pre>
      </ScrollBox>
    </>
  );
}
