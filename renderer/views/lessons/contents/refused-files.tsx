import { toldLine } from '../../../../server/contract/errors.ts';
import { useScenarioCatalogue } from '../../../services/scenario-catalogue.ts';
import { useLessons } from '../lessons-store.ts';

/** Files that are no scenarios, each with what is wrong and where. They are not run. */
export function RefusedFiles() {
  const opened = useScenarioCatalogue((state) => state.files);
  const workshop = useLessons((state) => state.workshop);
  const refused = [...opened, ...(workshop?.files ?? [])].filter((file) => !file.ok);
  const leftOut = workshop?.leftOut ?? 0;
  if (refused.length === 0 && leftOut === 0) return null;
  return (
    <section className="refused" aria-label="Refused files">
      {refused.map(({ name, problems }) => (
        <div key={name} role="alert">
          <p>
            <strong>{name}</strong> is no scenario that can be run. Nothing was changed.
          </p>
          <ul>
            {problems.slice(0, problemsShown).map((problem) => (
              <li key={toldLine(problem)} className="mono">
                {toldLine(problem)}
              </li>
            ))}
            {problems.length > problemsShown && <li>…and {problems.length - problemsShown} more</li>}
          </ul>
        </div>
      ))}
      {leftOut > 0 && workshop && (
        <p>
          {workshop.name} has {leftOut} more files than are read.
        </p>
      )}
    </section>
  );
}

const problemsShown = 5;
