import type { StateCreator } from 'zustand';
import type { Recording } from '../../../../server/contract/scenario/catalogue.ts';
import { reachesOwnHandler } from '../../../../server/contract/scenario/own-handler.ts';
import type { Scenario, ScenarioInput, Step } from '../../../../server/contract/scenario/scenario.ts';

export type DraftStep = { step: Step; isOn: boolean };

/** A scenario that is being made: its words as they are typed, and its steps, of which some may be left out. */
export type Draft = {
  title: string;
  claim: string;
  /** Paragraphs with an empty line between them. */
  text: string;
  base: Scenario;
  steps: DraftStep[];
  notes: string[];
};

/** What was recorded, with the expectations that are suggested after its steps. */
export const draftOfRecording = ({ scenario, suggested, notes }: Recording): Draft => ({
  ...draftOf(scenario),
  title: '',
  steps: [
    ...scenario.steps.map((step) => ({ step, isOn: true })),
    ...suggested.map(({ expectation, isTaken }) => ({ step: { expect: expectation }, isOn: isTaken })),
  ],
  notes,
});

/** A copy of a scenario, to be changed. */
export const draftOf = (scenario: Scenario): Draft => ({
  title: scenario.title,
  claim: scenario.claim ?? '',
  text: (scenario.text ?? []).join('\n\n'),
  base: scenario,
  steps: scenario.steps.map((step) => ({ step, isOn: true })),
  notes: [],
});

/** The scenario that a draft makes; what is missing in it is said by the one who reads it. */
export function scenarioOf({ title, claim, text, base, steps }: Draft): ScenarioInput {
  const { id: _, chapter: __, claim: ___, text: ____, ...rest } = base;
  const paragraphs = text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim().replace(/\s*\n\s*/g, ' '))
    .filter((paragraph) => paragraph !== '');
  const taken = steps.filter(({ isOn }) => isOn).map(({ step }) => step);
  const { handler, ...lab } = rest.lab;
  return {
    ...rest,
    lab: { ...lab, ...(handler !== undefined && reachesOwnHandler(taken) && { handler }) },
    title: title.trim(),
    ...(claim.trim() !== '' && { claim: claim.trim() }),
    ...(paragraphs.length > 0 && { text: paragraphs }),
    steps: taken,
  };
}

/** `A reader, undone!` becomes `a-reader-undone.scenario.json`. */
export function fileNameOf(title: string): string {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return `${words.join('-').slice(0, 60) || 'scenario'}.scenario.json`;
}

export type DraftSlice = {
  /** The scenario that is being made; null for none. */
  draft: Draft | null;
  startDraft: (draft: Draft) => void;
  editDraft: (changed: Partial<Pick<Draft, 'title' | 'claim' | 'text'>>) => void;
  /** Takes a step in, or leaves it out. */
  toggleStep: (place: number) => void;
};

export const createDraftSlice: StateCreator<DraftSlice> = (set) => ({
  draft: null,
  startDraft: (draft) => set({ draft }),
  editDraft: (changed) => set(({ draft }) => ({ draft: draft && { ...draft, ...changed } })),
  toggleStep: (place) =>
    set(({ draft }) => ({
      draft: draft && {
        ...draft,
        steps: draft.steps.map((one, at) => (at === place ? { ...one, isOn: !one.isOn } : one)),
      },
    })),
});
