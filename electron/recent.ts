import type { App } from 'electron';
import type { Memory } from './memory.ts';

const most = 10;

export type Recent = {
  read(): readonly string[];
  add(path: string): void;
  clear(): void;
};

/** Scenarios and recordings that were opened or saved last: in the app's own menu, and in the system's (dock, task bar). */
export function createRecent(
  app: Pick<App, 'addRecentDocument' | 'clearRecentDocuments'>,
  memory: Memory,
  onChange: () => void,
): Recent {
  const set = (recent: string[]): void => {
    void memory.write({ recent });
    onChange();
  };
  return {
    read: () => memory.read().recent,
    add: (path) => {
      app.addRecentDocument(path);
      set([path, ...memory.read().recent.filter((one) => one !== path)].slice(0, most));
    },
    clear: () => {
      app.clearRecentDocuments();
      set([]);
    },
  };
}
