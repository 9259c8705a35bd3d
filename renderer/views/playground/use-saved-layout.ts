import { useDefaultLayout } from 'react-resizable-panels';

/** Sizes of a group of panels, remembered from visit to visit. */
export function useSavedLayout(id: string) {
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id: `playground-${id}`,
    storage: localStorage,
    onlySaveAfterUserInteractions: true,
  });
  return { id: `playground-${id}`, onLayoutChanged, ...(defaultLayout && { defaultLayout }) };
}
