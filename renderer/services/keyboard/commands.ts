import { useEffect } from 'react';
import { create } from 'zustand';
import { type Command, commandNames } from './shortcuts.ts';

export type Commands = Partial<Record<Command, () => void>>;

type CommandsState = { provided: readonly Commands[]; provide: (commands: Commands) => () => void };

/** What can be done now, from a key or a menu: whoever is on screen provides its part. */
const useCommandTable = create<CommandsState>((set) => ({
  provided: [],
  provide: (commands) => {
    set(({ provided }) => ({ provided: [...provided, commands] }));
    return () => set(({ provided }) => ({ provided: provided.filter((one) => one !== commands) }));
  },
}));

/** Offers commands for as long as the component is on screen. Give it a stable object. */
export function useCommands(commands: Commands): void {
  const provide = useCommandTable((state) => state.provide);
  useEffect(() => provide(commands), [provide, commands]);
}

/** Whether somebody on screen has it. */
export const useHasCommand = (name: Command): boolean =>
  useCommandTable((state) => state.provided.some((commands) => commands[name]));

/** All that can be done now, in the order of the list of shortcuts. */
export function useProvided(): Command[] {
  const provided = useCommandTable((state) => state.provided);
  return commandNames.filter((name) => provided.some((commands) => commands[name]));
}

/** Runs a command by name; the newest provider wins. False when nobody has it. */
export function runCommand(name: Command): boolean {
  const run = useCommandTable.getState().provided.findLast((commands) => commands[name])?.[name];
  run?.();
  return run !== undefined;
}
