import { useEffect, useState } from 'react';
import { type LabRouteId, labRoutes, ownHandlerPath } from '../../../../server/contract/routes.ts';
import type { Scenario } from '../../../../server/contract/scenario/scenario.ts';
import { shownText } from '../../../../server/contract/shown-text.ts';
import { useAct } from '../../../services/connection/use-act.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { ScrollBox } from '../../../ui/scroll-box.tsx';

/** The code of a lesson: what a reader may take, its own handler, and the lab's handlers as they run. */
export function LessonCode({ code, handler }: Pick<Scenario, 'code'> & Pick<Scenario['lab'], 'handler'>) {
  return (
    <section className="lesson-section" aria-label="Code">
      {code?.snippet !== undefined && <Code label="Code" text={code.snippet} />}
      {handler !== undefined && (
        <Code label={ownHandlerPath} note="the scenario’s own handler" text={shownText(handler)} />
      )}
      {code?.routes.map((route) => (
        <RouteCode key={route} route={route} />
      ))}
    </section>
  );
}

function RouteCode({ route }: { route: LabRouteId }) {
  const [source, setSource] = useState<string | null>(null);
  const act = useAct();
  useEffect(() => {
    void act('read the route’s source', (api) => api.routeSource.query({ route })).then(setSource);
  }, [act, route]);
  const { method, path } = labRoutes[route];
  return <Code label={`${method} ${path}`} note="the code that runs" text={source ?? '…'} />;
}

function Code({ label, note, text }: { label: string; note?: string; text: string }) {
  return (
    <figure className="lesson-code">
      <figcaption className="row">
        <span className="mono">{label}</span>
        {note !== undefined && <span className="faint">{note}</span>}
        <span className="grow" />
        <CopyButton text={text} label={`Copy ${label}`} />
      </figcaption>
      <ScrollBox label={label}>
        <pre>
          <code>{text}</code>
        </pre>
      </ScrollBox>
    </figure>
  );
}
