/** A schedule as the places of the requests that move. */
export type Schedule = readonly number[];
