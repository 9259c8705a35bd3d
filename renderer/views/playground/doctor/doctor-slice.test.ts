import { describe, expect, it } from 'vitest';
import { create } from 'zustand';
import { labContext } from '../../../../server/contract/doctor/doctor-context.ts';
import { createDoctorSlice } from './doctor-slice.ts';

describe('what the options are judged for', () => {
  it('is the lab at first', () => {
    expect(create(createDoctorSlice).getState().doctorContext).toEqual(labContext);
  });

  it('has a host that is not the lab’s as soon as it is an app out there, and the lab’s again after it', () => {
    const store = create(createDoctorSlice);
    store.getState().judgeFor({ https: true });
    expect(store.getState().doctorContext).toEqual({ ...labContext, https: true, host: null });
    store.getState().judgeFor({ production: true });
    store.getState().judgeFor({ https: false });
    expect(store.getState().doctorContext.host).toBe(null);
    store.getState().judgeFor({ production: false });
    expect(store.getState().doctorContext).toEqual(labContext);
  });
});
