import { writeFileSync } from 'node:fs';
import { createRecording } from '../server/recording/recording.ts';

/** A recording in a process of its own, as `record` runs it; says where it is in the file that it is given. */
const recording = await createRecording({ command: 'bench' });
writeFileSync(process.argv[2] ?? '', JSON.stringify(recording.where));
process.stdout.write('ready\n');
