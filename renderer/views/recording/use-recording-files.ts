import { useMemo } from 'react';
import {
  maxRecordingBytes,
  readRecording,
  recordingText,
} from '../../../server/contract/recording/recording-file.ts';
import { pageSentence } from '../../page-problems.ts';
import { openText, saveText } from '../../services/files/files.ts';
import { useWindow } from '../../services/window/window-store.ts';
import { useRecordings } from './recording-store.ts';

const fileName = 'session.recording.ndjson';
/** Another for each that is opened, and none that a log of the app has. */
let epochs = -1_000;

/** Opens and saves recordings. */
export function useRecordingFiles(): { open: () => void; save: () => void } {
  const notify = useWindow((state) => state.notify);
  return useMemo(() => {
    const failed = (text: string, next: string) => notify({ kind: 'error', text, next });
    const open = async () => {
      const file = await openText('recording', '.ndjson,.json,application/x-ndjson', maxRecordingBytes);
      if (file === null) return;
      if (!file.ok)
        return failed(`Could not open the file: ${pageSentence(file.problem)}`, 'Nothing was changed.');
      const { name, text } = file.value;
      epochs -= 1;
      const read = readRecording(text, epochs);
      if (!read.ok) {
        return failed(`Could not open ${name}: ${pageSentence(read.problem)}`, 'Nothing was changed.');
      }
      useRecordings.getState().open(name, read.message);
      if (read.missing > 0)
        notify({
          kind: 'done',
          text: `Opened ${name}, which was cut off: its last ${read.missing.toLocaleString('en')} events are missing.`,
        });
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
