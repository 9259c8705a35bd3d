import type { Mark } from '../../contract/explain.ts';

/** A sentence with its mark, by what is given for it. */
export type Row<Params> = readonly [mark: Mark, sentence: (given: Params) => string];

export const fact = <Params>(sentence: Row<Params>[1]): Row<Params> => ['fact', sentence];
export const trouble = <Params>(sentence: Row<Params>[1]): Row<Params> => ['trouble', sentence];
export const question = <Params>(sentence: Row<Params>[1]): Row<Params> => ['question', sentence];

export const list = (names: readonly string[]): string => names.join(', ');
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
