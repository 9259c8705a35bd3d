import { FolderOpen, History, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { mostCells, mostDimensions } from '../../../../server/contract/compare/compare.ts';
import { useCommands } from '../../../services/keyboard/commands.ts';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useCompare } from '../compare-store.ts';
import { DimensionRow } from './dimension-row.tsx';
import { canAdd, cellCount, dimensionsOf } from './dimensions.ts';
import { ScenarioChoice } from './scenario-choice.tsx';
import { useTake } from './use-setup.ts';
import './setup-panel.css';

/** Which scenario, and what is varied in it. */
export function SetupPanel() {
  const { takeDone, openFile } = useTake();
  useCommands(useMemo(() => ({ open: openFile }), [openFile]));
  return (
    <Panel
      name="Comparison"
      fill
      tools={
        <>
          <Button
            look="plain"
            icon={<History aria-hidden />}
            aria-label="Take what I did in the playground"
            hint="Take what was done in the playground: its requests, its options, its browsers"
            onClick={takeDone}
          />
          <Button
            look="plain"
            icon={<FolderOpen aria-hidden />}
            aria-label="Open a scenario"
            hint="Take a scenario file"
            shortcut="Ctrl+O"
            onClick={openFile}
          />
        </>
      }
    >
      <div className="panel-sections scroll">
        <ScenarioChoice />
        <Dimensions />
      </div>
    </Panel>
  );
}

function Dimensions() {
  const drafts = useCompare((state) => state.dimensions);
  const add = useCompare((state) => state.addDimension);
  const count = cellCount(dimensionsOf(drafts));
  return (
    <section aria-labelledby="dimensions-heading">
      <div className="row">
        <h3 id="dimensions-heading" className="grow">
          What is varied
        </h3>
        <Button
          look="plain"
          icon={<Plus aria-hidden />}
          aria-label="Vary another option"
          hint={canAdd(drafts) ? 'Vary another option' : `At most ${mostDimensions} are varied`}
          aria-disabled={!canAdd(drafts)}
          onClick={add}
        />
      </div>
      <ol className="dimensions">
        {drafts.map((draft, place) => (
          <DimensionRow
            key={draft.id}
            draft={draft}
            name={place === drafts.length - 1 ? 'columns' : drafts.length > 2 ? `rows ${place + 1}` : 'rows'}
          />
        ))}
      </ol>
      <p className={count > mostCells ? 'danger dense' : 'soft dense'}>
        {count === 1 ? 'One combination' : `${count} combinations`}, each from an empty store
        {count > mostCells && `; at most ${mostCells} at once`}.
      </p>
    </section>
  );
}
