import { config } from 'zod';

/** Before any schema is made: one would try whether it may evaluate code, which the page's policy forbids. */
config({ jitless: true });
