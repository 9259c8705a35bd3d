import { z } from 'zod';
import { type LabRouteId, labRoutes } from '../routes.ts';
import { type StoreKind, storeKinds } from '../stores/store-kinds.ts';

/** The chapters of the course, in their order. */
export const chapters = {
  basics: 'Basics',
  secret: 'secret',
  saving: 'resave and saveUninitialized',
  methods: 'The session’s methods',
  login: 'Login and logout',
  cookies: 'Cookies',
  time: 'Time',
  failures: 'When things fail',
} as const;
export type ChapterId = keyof typeof chapters;

/** Where people ask, on GitHub: each repository by the name that a link has for it. */
const repositories = {
  session: 'expressjs/session',
  express: 'expressjs/express',
  passport: 'jaredhanson/passport',
  'connect-redis': 'tj/connect-redis',
  'connect-mongo': 'jdesboeufs/connect-mongo',
  pm2: 'Unitech/pm2',
} as const;

/** Numbers of the issues that a lesson may link to; no other address can be opened from a scenario file. */
const issueNumbers = {
  session: [
    2, 6, 124, 127, 167, 169, 241, 273, 281, 312, 315, 357, 360, 364, 372, 374, 383, 507, 513, 520, 556, 563,
    591, 596, 624, 628, 632, 660, 704, 730, 774, 781, 793, 827, 828, 871, 909, 913, 923, 935, 955, 957, 983,
    1037, 1081, 1087,
  ],
  express: [967],
  passport: [192, 401, 907],
  'connect-redis': [75, 194, 251, 328, 346, 373],
  'connect-mongo': [110, 471],
  pm2: [286, 4673],
} as const satisfies Record<keyof typeof repositories, readonly number[]>;

type Issues = typeof issueNumbers;
export type IssueLink = {
  [Repository in keyof Issues]: `${Repository}#${Issues[Repository][number]}`;
}[keyof Issues];

const issueLinks = Object.entries(issueNumbers).flatMap(([repository, numbers]) =>
  numbers.map((number) => `${repository}#${number}`),
) as [IssueLink, ...IssueLink[]];
export const issueLinkSchema = z.enum(issueLinks);

export const isIssueLink = (text: string): text is IssueLink => issueLinkSchema.safeParse(text).success;

/** The page of a link: `session#360` stands for issue 360 of expressjs/session. */
export function issueUrl(link: IssueLink): string {
  const [repository, number] = link.split('#') as [keyof typeof repositories, string];
  return `https://github.com/${repositories[repository]}/issues/${number}`;
}

/** What a lesson has beside a scenario, and what a task has beside its goal. Texts may have `code` and *emphasis*. */
export const lessonFields = {
  /** By this name it is run, linked and found again. */
  id: z
    .string()
    .regex(
      /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
      'expected an id such as view-counter: lower-case words and dashes',
    )
    .max(40),
  chapter: z.string().min(1).max(80),
  text: z.array(z.string().min(1).max(1500)).min(1).max(12),
  /** What is shown beside the text: handlers of the lab, as they run, and code that a reader may take. */
  code: z.strictObject({
    routes: z
      .array(z.enum(Object.keys(labRoutes) as [LabRouteId, ...LabRouteId[]]))
      .max(4)
      .default([]),
    snippet: z.string().min(1).max(4000).optional(),
  }),
  links: z.array(issueLinkSchema).max(12),
  /** The kinds of store that cannot show it, each with the reason. */
  notOn: z.partialRecord(
    z.enum(Object.keys(storeKinds) as [StoreKind, ...StoreKind[]]),
    z.string().min(1).max(300),
  ),
};
