/** One option as a control edits it: its value, whether it is another than the default, and why the last value was refused. */
export type EditedOption = {
  value: unknown;
  isChanged: boolean;
  refusal: string | null;
  set: (value: unknown) => void;
  revert: () => void;
};
