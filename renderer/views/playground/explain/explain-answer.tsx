import { CircleHelp, CircleX, Dot } from 'lucide-react';
import { useState } from 'react';
import {
  type Explanation,
  explanationText,
  type Mark,
  type Told,
} from '../../../../server/contract/explain.ts';
import type { SessionOptions } from '../../../../server/contract/options/options.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { useScenarioFiles } from '../scenario/use-scenario-files.ts';
import { useTakeOptions } from './use-take-options.ts';

type Said = { explanation: Explanation; options: SessionOptions | null };
type Taking = 'scenario' | 'options';

const fileName = 'explained.scenario.json';

/** What is said of a pasted text, and where one can go from there. */
export function ExplainAnswer({ explanation, options, onDone }: Said & { onDone: () => void }) {
  const { what, parts, scenario } = explanation;
  const [asked, setAsked] = useState<Taking | null>(null);
  const { take } = useScenarioFiles();
  const takeOptions = useTakeOptions();
  const accept = () => {
    if (asked === 'scenario' && scenario !== null) void take({ name: fileName, text: scenario });
    if (asked === 'options' && options !== null) void takeOptions(options);
    onDone();
  };
  return (
    <section className="stack" aria-label="What it is">
      <p role="status">{what}</p>
      {parts.map(({ title, told }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an answer never changes, and two cookies may have one name.
        <div key={`${place} ${title}`}>
          <h3>{title}</h3>
          <ul className="explain-told">
            {told.map((each, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same sentence may be said of two requests.
              <ToldLine key={`${at} ${each.code}`} told={each} />
            ))}
          </ul>
        </div>
      ))}
      {asked === null ? (
        <div className="row wrap">
          {scenario !== null && <Button onClick={() => setAsked('scenario')}>Open as scenario</Button>}
          {options !== null && <Button onClick={() => setAsked('options')}>Judge in doctor</Button>}
          <CopyButton
            look="normal"
            text={explanationText(explanation)}
            label="Copy what is said"
            words="Copy"
          />
        </div>
      ) : (
        <div className="row wrap">
          <p role="alert">{questions[asked]}</p>
          <Button look="primary" onClick={accept}>
            Replace
          </Button>
          <Button onClick={() => setAsked(null)}>Keep mine</Button>
        </div>
      )}
    </section>
  );
}

const questions: Readonly<Record<Taking, string>> = {
  scenario: 'Its options and requests take the place of what is set up here. Nothing is sent yet.',
  options: 'Its options take the place of those that are set here; Undo brings yours back.',
};

const marks: Readonly<Record<Mark, { icon: typeof Dot; words: string }>> = {
  fact: { icon: Dot, words: '' },
  trouble: { icon: CircleX, words: 'Does not work: ' },
  question: { icon: CircleHelp, words: 'Not said: ' },
};

function ToldLine({ told: { mark, words } }: { told: Told }) {
  const { icon: Icon, words: spoken } = marks[mark];
  return (
    <li className={mark}>
      <Icon aria-hidden />
      <span>
        <span className="visually-hidden">{spoken}</span>
        {words}
      </span>
    </li>
  );
}
