import type { StateCreator } from 'zustand';
import {
  labContext,
  type PageContext,
  pageContextSchema,
} from '../../../../server/contract/doctor/doctor-context.ts';

/** What the options are judged for: the lab as it is, or the app that the reader has in mind. */
export type DoctorSlice = {
  doctorContext: PageContext;
  judgeFor: (change: Partial<PageContext>) => void;
};

const contextKey = 'doctor-context';

/** Kept in `storage` across visits; what is found there and is no context any more is passed over. */
export const createDoctorSlice =
  (storage: Pick<Storage, 'getItem' | 'setItem'>): StateCreator<DoctorSlice> =>
  (set, get) => ({
    doctorContext: load(storage),
    judgeFor: (change) => {
      const context = { ...get().doctorContext, ...change };
      const isTheLab = context.production !== true && context.https !== true;
      // An app out there has another host than the lab, and which one is not known here.
      const doctorContext = { ...context, host: isTheLab ? labContext.host : null };
      storage.setItem(contextKey, JSON.stringify(doctorContext));
      set({ doctorContext });
    },
  });

function load(storage: Pick<Storage, 'getItem'>): PageContext {
  try {
    return pageContextSchema.parse(JSON.parse(storage.getItem(contextKey) ?? ''));
  } catch {
    return labContext;
  }
}
