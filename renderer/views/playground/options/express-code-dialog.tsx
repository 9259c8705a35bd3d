import { useEffect, useState } from 'react';
import { useAct } from '../../../services/connection/use-act.ts';
import { saveText } from '../../../services/files/files.ts';
import { Button } from '../../../ui/button.tsx';
import { CodeText } from '../../../ui/code-text.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import './express-code-dialog.css';

type Language = 'ts' | 'js';
const languages = [
  { key: 'ts', label: 'TypeScript' },
  { key: 'js', label: 'JavaScript' },
] as const;

/** The lab as a file that runs by itself. */
export function ExpressCodeDialog({ onClose }: { onClose: () => void }) {
  const [language, setLanguage] = useState<Language>('ts');
  const [code, setCode] = useState<{ filename: string; text: string; notes: string[] } | null>(null);
  const act = useAct();
  useEffect(() => {
    void act('write the code', (api) => api.code.query({ language })).then(setCode);
  }, [act, language]);
  return (
    <Dialog title="Express code" wide onClose={onClose}>
      <Tabs label="Language" tabs={languages} value={language} onChange={setLanguage}>
        <div className="row code-head">
          <span className="mono soft grow">{code?.filename}</span>
          <CopyButton look="primary" text={code?.text ?? ''} label="Copy the code" words="Copy" />
          <Button
            disabled={code === null}
            onClick={() => code && void saveText('code', code.filename, code.text)}
          >
            Save as…
          </Button>
        </div>
        {code !== null && code.notes.length > 0 && (
          <ul className="code-notes soft dense" aria-label="What the file does not have">
            {code.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
        <CodeText label="Code" text={code?.text ?? ''} />
      </Tabs>
    </Dialog>
  );
}
