import { FolderOpen, History } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { Scenario } from '../../../../server/contract/scenario/scenario.ts';
import { useApi } from '../../../services/connection/api-context.ts';
import { useCommands } from '../../../services/keyboard/commands.ts';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Select } from '../../../ui/select.tsx';
import { useRaces } from '../races-store.ts';
import { FixList } from './fix-list.tsx';
import { presetIds, presets } from './presets.ts';
import { RaceOptions } from './race-options.tsx';
import { BeforeList, RaceRequestList } from './request-lists.tsx';
import './setup-panel.css';
import { useTake } from './use-take.ts';

/** Which requests race, what came before, under which options, and what may cure it. */
export function SetupPanel() {
  const preset = useRaces((state) => state.preset);
  return (
    <Panel name="Race" fill tools={<PresetTools />}>
      <div className="panel-sections scroll">
        <p className="soft dense">
          {preset === null
            ? 'Your own race: two to six requests that overlap, and what came before them.'
            : presets[preset].sentence}
        </p>
        <BeforeList />
        <RaceRequestList />
        <RaceOptions />
        <FixList />
      </div>
    </Panel>
  );
}

const own = 'own';
const presetChoices = presetIds.map((id) => ({ value: `preset ${id}`, label: presets[id].label }));

function PresetTools() {
  const preset = useRaces((state) => state.preset);
  const choosePreset = useRaces((state) => state.choosePreset);
  const lessons = useLessons();
  const { takeScenario, takeFired, openFile } = useTake();
  useCommands(useMemo(() => ({ open: openFile }), [openFile]));
  const choices = [
    ...(preset === null ? [{ value: own, label: 'your own' }] : []),
    ...presetChoices,
    ...lessons.map(({ id, title }) => ({ value: `lesson ${id}`, label: `Lesson: ${title}` })),
  ];
  const choose = (picked: string) => {
    const id = presetIds.find((one) => picked === `preset ${one}`);
    const lesson = lessons.find((one) => picked === `lesson ${one.id}`);
    if (id !== undefined) choosePreset(id);
    else if (lesson) void takeScenario(lesson);
  };
  return (
    <>
      <Select
        aria-label="preset"
        value={preset === null ? own : `preset ${preset}`}
        choices={choices}
        onChange={choose}
      />
      <Button
        look="plain"
        icon={<History aria-hidden />}
        aria-label="Take what was just fired"
        hint="Take what was just fired in the playground, with what its browsers sent before"
        onClick={takeFired}
      />
      <Button
        look="plain"
        icon={<FolderOpen aria-hidden />}
        aria-label="Open a scenario"
        hint="Take the race out of a scenario file"
        shortcut="Ctrl+O"
        onClick={openFile}
      />
    </>
  );
}

/** The lessons in which requests overlap; none until they have come. */
function useLessons(): readonly Scenario[] {
  const api = useApi();
  const [lessons, setLessons] = useState<readonly Scenario[]>([]);
  useEffect(() => {
    // Without the course the presets are still there.
    api.course.query().then(
      (course) => setLessons(course.filter(hasRace)),
      () => {},
    );
  }, [api]);
  return lessons;
}

const hasRace = ({ steps }: Scenario): boolean =>
  steps.some((step) => 'together' in step && step.together.length > 1);
