import { createContext, useContext } from 'react';

const KnownViewsContext = createContext<readonly string[]>([]);

/** Which views the window has. A view cannot import their table, since the table imports every view. */
export const KnownViews = KnownViewsContext.Provider;

/** Whether a link to that view leads anywhere. */
export const useHasView = (id: string): boolean => useContext(KnownViewsContext).includes(id);
