import { create } from 'zustand';
import { createDoctorSlice, type DoctorSlice } from './doctor/doctor-slice.ts';
import { createHandlerSlice, type HandlerSlice } from './handler/handler-slice.ts';
import { createOptionsSlice, type OptionsSlice } from './options/options-slice.ts';
import { createRequestsSlice, type RequestsSlice } from './requests/requests-slice.ts';

/** What is being edited in this view; what has happened is in the log. */
export const usePlaygroundStore = create<OptionsSlice & RequestsSlice & HandlerSlice & DoctorSlice>(
  (set, get, store) => ({
    ...createOptionsSlice(set, get, store),
    ...createRequestsSlice(set, get, store),
    ...createHandlerSlice(set, get, store),
    ...createDoctorSlice(localStorage)(set, get, store),
  }),
);
