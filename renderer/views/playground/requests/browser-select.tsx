import { useEffect } from 'react';
import { usePlaygroundState } from '../../../services/connection/use-playground-state.ts';
import { HueDot } from '../../../ui/hue-dot.tsx';
import { Select } from '../../../ui/select.tsx';
import { usePlaygroundStore } from '../playground-store.ts';

/** The browser that sends; the first one when the chosen one is gone. */
export function BrowserSelect() {
  const browsers = usePlaygroundState((state) => state.browsers);
  const chosen = usePlaygroundStore((state) => state.draft.browser);
  const edit = usePlaygroundStore((state) => state.edit);
  const current = browsers.find(({ name }) => name === chosen) ?? browsers[0];
  const name = current?.name ?? '';
  useEffect(() => {
    if (name !== chosen) edit({ browser: name });
  }, [name, chosen, edit]);
  return (
    <>
      <HueDot hue={current?.hue ?? 0} />
      <Select
        aria-label="browser"
        value={name}
        choices={browsers.map((browser) => ({ value: browser.name, label: browser.name }))}
        onChange={(browser) => edit({ browser })}
      />
    </>
  );
}
