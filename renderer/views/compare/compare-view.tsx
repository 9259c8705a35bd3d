import { useEffect, useMemo } from 'react';
import { Group, Panel as Pane } from 'react-resizable-panels';
import { useCommands } from '../../services/keyboard/commands.ts';
import { useSavedLayout } from '../../services/window/use-saved-layout.ts';
import { Columns } from '../../ui/columns.tsx';
import { Splitter } from '../../ui/splitter.tsx';
import { AnswerBar } from './answer/answer-bar.tsx';
import { useRun } from './answer/use-run.ts';
import { OpenedCells } from './cells/opened-cells.tsx';
import { useCompare } from './compare-store.ts';
import './compare-view.css';
import { Matrix } from './matrix/matrix.tsx';
import { SetupPanel } from './setup/setup-panel.tsx';

/** One scenario over option values and stores: what each combination comes to, and where two of them part. */
export function CompareView() {
  const run = useRun();
  useCommands(useMemo(() => ({ explore: run }), [run]));
  useEffect(() => useCompare.getState().cancel, []);
  const columns = useSavedLayout('compare-columns');
  const rows = useSavedLayout('compare-rows');
  return (
    <div className="compare">
      <Columns
        layout={columns}
        columns={[
          {
            id: 'compare-setup',
            name: 'The comparison',
            least: 19,
            share: '22%',
            height: 40,
            isCollapsible: true,
            content: <SetupPanel />,
          },
          {
            id: 'compare-answer',
            name: 'Its outcomes',
            least: 30,
            height: 50,
            content: (
              <div className="compare-answer">
                <AnswerBar />
                <Group {...rows} orientation="vertical">
                  <Pane id="compare-matrix" defaultSize="26%" minSize="6rem">
                    <Matrix />
                  </Pane>
                  <Splitter label="Resize the matrix" />
                  <Pane id="compare-cells" minSize="14rem">
                    <OpenedCells />
                  </Pane>
                </Group>
              </div>
            ),
          },
        ]}
      />
    </div>
  );
}
