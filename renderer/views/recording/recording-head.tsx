import { Download, FolderOpen, Undo2 } from 'lucide-react';
import { useMemo } from 'react';
import { placeInWords } from '../../../server/contract/endpoints.ts';
import type { RecordingState } from '../../../server/contract/recording/recording.ts';
import type { EventLog } from '../../history/log/event-log.ts';
import { useHistory } from '../../history/use-history.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { isNarrow, noFilter } from './filter.ts';
import { useRecordings } from './recording-store.ts';

/** What is recorded and how it is, which of it is shown, and the way to a file and back. */
export function RecordingHead({ onOpen, onSave }: { onOpen: () => void; onSave: () => void }) {
  const opened = useRecordings((state) => state.opened);
  const closeOpened = useRecordings((state) => state.closeOpened);
  const hasEvents = useHistory((state) => state.logged.log.events.length > 0);
  return (
    <header className="recording-head">
      <Status />
      <span className="grow" />
      <Filters />
      {opened !== null && (
        <Button icon={<Undo2 aria-hidden />} onClick={closeOpened}>
          Close
        </Button>
      )}
      <Button icon={<FolderOpen aria-hidden />} hint="Open a recording that was saved" onClick={onOpen}>
        Open
      </Button>
      <Button
        icon={<Download aria-hidden />}
        hint="Save what was recorded as a file"
        aria-disabled={!hasEvents}
        onClick={onSave}
      >
        Save
      </Button>
    </header>
  );
}

function Status() {
  const opened = useRecordings((state) => state.opened);
  const live = useRecordings((state) => state.live);
  return (
    <p className="recording-status" role="status" aria-label="Recorded app">
      {opened === null ? stateInWords(live) : `${opened.name}, as it was saved.`}
    </p>
  );
}

/** How the recorded app is, in words. */
export function stateInWords(live: RecordingState | null): string {
  if (live === null)
    return 'Nothing is recorded. Start your app with session-playground record -- node server.js, or open a recording.';
  const here = live.processes.filter(({ isHere }) => isHere).length;
  const processes = here === 1 ? 'one process' : `${here} processes`;
  const notes = [
    live.dropped > 0 &&
      `${live.dropped.toLocaleString('en')} requests came faster than they could be sent, and were left out whole.`,
    live.refused !== null && `A connection was refused: ${live.refused}.`,
  ].filter((note) => note !== false);
  return [appInWords(live, processes, here), ...notes].join(' ');
}

function appInWords({ command, app, processes }: RecordingState, count: string, here: number): string {
  if (app.state === 'ended') {
    const how =
      app.signal !== null
        ? `was ended by ${app.signal}`
        : app.code === null
          ? 'could not be started'
          : `ended with exit code ${app.code}`;
    return `The app ${how}. What was recorded stays here. (${command})`;
  }
  if (here > 0) return `Recording ${command ?? 'what sends to it'}: ${count}.`;
  if (processes.length > 0) return 'The app is gone, or does not answer. What was recorded stays here.';
  return command === null
    ? 'Waiting for an app of this folder that observes with { send: true }.'
    : `Recording ${command}: it has made no session middleware so far.`;
}

const browsersOf = (log: EventLog): string[] => [...log.browsers.keys()];
const processesOf = (log: EventLog): string[] => [
  ...new Set(log.events.flatMap((event) => (event.type === 'process' ? [event.process] : []))),
];

function Filters() {
  const logged = useHistory((state) => state.logged);
  const filter = useRecordings((state) => state.filter);
  const narrow = useRecordings((state) => state.narrow);
  const browsers = useMemo(() => browsersOf(logged.log), [logged]);
  const processes = useMemo(() => processesOf(logged.log), [logged]);
  const all = (label: string, values: readonly string[], words: (value: string) => string) => [
    { value: '', label },
    ...values.map((value) => ({ value, label: words(value) })),
  ];
  return (
    <fieldset className="recording-filters">
      <legend className="visually-hidden">Show</legend>
      <input
        type="search"
        className="input"
        aria-label="Search the requests"
        placeholder="Search the requests"
        value={filter.text}
        onChange={(event) => narrow({ text: event.target.value })}
      />
      <Select
        aria-label="Browser"
        value={filter.browser}
        choices={all('every browser', browsers, (name) => name)}
        onChange={(browser) => narrow({ browser })}
      />
      {processes.length > 1 && (
        <Select
          aria-label="Process"
          value={filter.process}
          choices={all('every process', processes, placeInWords)}
          onChange={(process) => narrow({ process })}
        />
      )}
      <Button
        aria-pressed={filter.anomaliesOnly}
        onClick={() => narrow({ anomaliesOnly: !filter.anomaliesOnly })}
      >
        Anomalies only
      </Button>
      {isNarrow(filter) && (
        <Button look="plain" onClick={() => narrow(noFilter)}>
          Show all
        </Button>
      )}
    </fieldset>
  );
}
