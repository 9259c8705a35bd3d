import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { useCompare } from '../compare-store.ts';
import { playgroundOrigin, useScenarios } from './use-setup.ts';

/** The scenario that is run in every combination. */
export function ScenarioChoice() {
  const scenario = useCompare((state) => state.scenario);
  const origin = useCompare((state) => state.origin);
  const take = useCompare((state) => state.takeScenario);
  const offered = useScenarios();
  const isListed = offered.some((one) => one.origin === origin);
  const label = origin === playgroundOrigin ? 'What I did in the playground' : scenario.title;
  const choices = [
    ...(isListed ? [] : [{ value: origin, label }]),
    ...offered.map((one) => ({ value: one.origin, label: one.label })),
  ];
  return (
    <section className="stack">
      <Field label="Scenario">
        {(names) => (
          <Select
            {...names}
            value={origin}
            choices={choices}
            onChange={(picked) => {
              const found = offered.find((one) => one.origin === picked);
              if (found) take(picked, found.scenario);
            }}
          />
        )}
      </Field>
      {scenario.claim !== undefined && <p className="soft dense">{scenario.claim}</p>}
    </section>
  );
}
