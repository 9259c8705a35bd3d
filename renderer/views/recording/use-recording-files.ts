import { useMemo } from 'react';
import { maxRecordingBytes } from '../../../server/contract/recording/recording.ts';
import { readRecording, recordingText } from '../../../server/contract/recording/recording-file.ts';
import { pageSentence } from '../../page-problems.ts';
import { type NamedText, openText, saveText } from '../../services/files/files.ts';
import { useWindow } from '../../services/window/window-store.ts';
import { useRecordings } from './recording-store.ts';

const fileName = 'session.recording.ndjson';
/** Another for each that is opened, and none that a log of the app has. */
let epochs = -1_000;

const failed = (text: string, next: string) => useWindow.getState().notify({ kind: 'error', text, next });

/** Shows the recording that a file holds; where it holds none, that is said, and nothing changed. */
export function openRecording({ name, text }: NamedText): void {
  epochs -= 1;
  const read = readRecording(text, epochs);
  if (!read.ok) {
    failed(`Could not open ${name}: ${pageSentence(read.problem)}`, 'Nothing was changed.');
    return;
  }
  useRecordings.getState().open(name, read.message);
  window.location.hash = '#/recording';
  if (read.missing > 0)
    useWindow.getState().notify({
      kind: 'done',
      text: `Opened ${name}, which was cut off: its last ${read.missing.toLocaleString('en')} events are missing.`,
    });
}

/** Opens and saves recordings. */
export function useRecordingFiles(): { open: () => void; save: () => void } {
  const notify = useWindow((state) => state.notify);
  return useMemo(() => {
    const open = async () => {
      const file = await openText(
        'recording',
        '.sessionlab,.ndjson,.json,application/x-ndjson',
        maxRecordingBytes,
      );
      if (file === null) return;
      if (!file.ok)
        return failed(`Could not open the file: ${pageSentence(file.problem)}`, 'Nothing was changed.');
      openRecording(file.value);
    };
    const save = async () => {
      const { opened, liveHistory } = useRecordings.getState();
      const log = (opened?.history ?? liveHistory)?.getState().logged.log;
      if (log === undefined || log.events.length === 0) return;
      const { startedAt, first, horizon } = log;
      const events = log.events.filter(({ seq }) => seq >= first);
      const saved = await saveText(
        'recording',
        fileName,
        recordingText({ startedAt, first, horizon, events }),
      );
      if (saved?.ok)
        notify({ kind: 'done', text: `Saved as ${saved.value}, with what was masked as it is.` });
      else if (saved) failed(`Could not save: ${pageSentence(saved.problem)}`, 'Try another folder.');
    };
    return { open: () => void open(), save: () => void save() };
  }, [notify]);
}
