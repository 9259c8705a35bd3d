import { useDefaultLayout } from 'react-resizable-panels';
import { pageStorage } from '../../persisted.ts';

/** Sizes of a group of panels, remembered from visit to visit. `id` is unique in the whole page. */
export function useSavedLayout(id: string) {
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id,
    storage: pageStorage,
    onlySaveAfterUserInteractions: true,
  });
  return { id, onLayoutChanged, ...(defaultLayout && { defaultLayout }) };
}
