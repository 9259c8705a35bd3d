/**
 * Where there are several of it, whose: '1' to '4' are the instances, 'second' is the second app. In a store's event it
 * is the store, and one that is shared has none.
 */
export const labPlaces = ['1', '2', '3', '4', 'second'] as const;
export type LabPlace = (typeof labPlaces)[number];

/** The header by which a virtual browser names its request; the lab takes it off before the app sees the request. */
export const requestIdHeader = 'x-playground-request';
/** By this one it says which instance it is for, where there are several. Taken off as well. */
export const instanceHeader = 'x-playground-instance';
