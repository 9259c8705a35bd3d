import type { StateCreator } from 'zustand';
import { labContext, type PageContext } from '../../../../server/contract/doctor/doctor-context.ts';

/** What the options are judged for: the lab as it is, or the app that the reader has in mind. */
export type DoctorSlice = {
  doctorContext: PageContext;
  judgeFor: (change: Partial<PageContext>) => void;
};

export const createDoctorSlice: StateCreator<DoctorSlice> = (set, get) => ({
  doctorContext: labContext,
  judgeFor: (change) => {
    const context = { ...get().doctorContext, ...change };
    const isTheLab = context.production !== true && context.https !== true;
    // An app out there has another host than the lab, and which one is not known here.
    set({ doctorContext: { ...context, host: isTheLab ? labContext.host : null } });
  },
});
