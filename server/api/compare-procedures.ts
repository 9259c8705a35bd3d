import { z } from 'zod';
import {
  type CompareProgress,
  type CompareSpec,
  type Comparison,
  compareSpecSchema,
} from '../contract/compare/compare.ts';
import { labParts } from '../contract/options/lab-config.ts';
import { compareHtml } from '../scenarios/compare/compare-html.ts';
import { compareMarkdown } from '../scenarios/compare/compare-markdown.ts';
import { variantsOf } from '../scenarios/compare/dimensions.ts';
import type { Consent } from '../scenarios/consent/consent.ts';
import { newsOf } from './news.ts';
import { asTrpcError, needConsentFor, t } from './trpc.ts';

const texts = { html: compareHtml, markdown: compareMarkdown };
const never = new AbortController().signal;

/** Every lab that it will have may run, and the one that it sets out from. What makes no lab at all is refused by the run. */
async function allowed(ctx: { consent: Consent }, { scenario, dimensions }: CompareSpec): Promise<void> {
  const { config, handler } = labParts(scenario.lab);
  await needConsentFor(ctx, scenario.lab);
  const made = variantsOf(config, dimensions);
  for (const { lab } of made.ok ? made.variants : []) await needConsentFor(ctx, { ...lab, handler });
}

/** One scenario over many option sets. Nothing of it touches the window's lab: each combination has its own. */
export const compareRouter = t.router({
  /** Streams how far it is, then the comparison; given up when the client goes away. To be called over a streaming link. */
  run: t.procedure.input(compareSpecSchema).mutation(async function* ({ ctx, input, signal }) {
    try {
      await allowed(ctx, input);
      const news = newsOf<CompareProgress, Comparison>(
        (listening) => ctx.comparer.compare(input, listening),
        signal ?? never,
      );
      for await (const one of news) {
        if (one.type === 'progress') yield one;
        else yield { type: 'result' as const, comparison: one.value };
      }
    } catch (error) {
      throw asTrpcError(error);
    }
  }),

  /** A comparison as a text to be kept or passed on. */
  text: t.procedure
    .input(z.strictObject({ spec: compareSpecSchema, form: z.enum(['html', 'markdown']) }))
    .mutation(async ({ ctx, input: { spec, form }, signal }) => {
      try {
        await allowed(ctx, spec);
        return texts[form](await ctx.comparer.comparisonOf(spec, { signal: signal ?? never }));
      } catch (error) {
        throw asTrpcError(error);
      }
    }),
});
