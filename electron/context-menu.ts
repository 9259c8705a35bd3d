import type { MenuItemConstructorOptions, WebContents } from 'electron';

type Params = { isEditable: boolean; selectionText: string };

/** What a right click offers: in a text field all of it, elsewhere to copy what is marked; for nothing, nothing. */
export function contextMenu({ isEditable, selectionText }: Params): MenuItemConstructorOptions[] {
  const copy: MenuItemConstructorOptions[] = [{ role: 'copy', enabled: selectionText !== '' }];
  if (!isEditable) return selectionText.trim() === '' ? [] : copy;
  return [
    { role: 'undo' },
    { role: 'redo' },
    { type: 'separator' },
    { role: 'cut', enabled: selectionText !== '' },
    ...copy,
    { role: 'paste' },
    { type: 'separator' },
    { role: 'selectAll' },
  ];
}

/** The page has none of its own, and Electron makes none. */
export function setUpContextMenu(
  contents: Pick<WebContents, 'on'>,
  popUp: (template: MenuItemConstructorOptions[]) => void,
): void {
  contents.on('context-menu', (_event, params) => {
    const template = contextMenu(params);
    if (template.length > 0) popUp(template);
  });
}
