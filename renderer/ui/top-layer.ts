import { createContext } from 'react';

/** The element that is on top: the open dialog, null for the page. What floats must be drawn inside it to be seen. */
export const TopLayer = createContext<HTMLElement | null>(null);
