import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RaceResult } from '../../contract/races/races.ts';
import { shownResult } from '../../contract/scenario/shown-result.ts';
import { raceReport } from './race-report.ts';
import { sampleResult, serialResult } from './sample-result.test-helper.ts';

const report = (result: RaceResult, title = 'Writer and reader') =>
  raceReport({ title, claim: 'a reader can undo a write', result });

describe('a report', () => {
  it('says what came of the race, and how each outcome came about', () => {
    const page = report(sampleResult());
    expect(page).toContain('9 of 20 orders lose alice’s write.');
    expect(page).toContain('lost update: 9 of 20 orders (45%)');
    expect(page).toContain('A.load B.load A.work A.save B.work B.save');
    expect(page).toContain('<td class="held doomed">save ✗</td>');
    expect(page).toMatch(/From step 6, <code>B\.save<\/code>/);
    expect(page).toContain('<td>11 (55%)</td>');
    expect(page.match(/<section/g)).toHaveLength(2);
  });

  it('puts the anomalies first', () => {
    const page = report(sampleResult());
    expect(page.indexOf('id="outcome-0"')).toBeLessThan(page.indexOf('id="outcome-1"'));
  });

  it('says so when there is none', () => {
    const page = report(serialResult());
    expect(page).toContain('All 20 orders end as one request after the other would.');
    expect(page).not.toContain('is-anomaly"');
  });

  it('says how many outcomes it leaves out', () => {
    const result = serialResult();
    const [outcome] = result.outcomes;
    const outcomes = Array.from({ length: 1042 }, (_, id) => ({
      ...sampleResult().outcomes[0],
      ...outcome,
      id,
    }));
    expect(report({ ...result, outcomes } as RaceResult)).toContain(
      '1,002 more outcomes are not shown here.',
    );
  });
});

describe('a report of many outcomes', () => {
  it('draws those that are too thin to be seen as bands, and no share is lost', () => {
    const thin = Array.from({ length: 40_000 }, (_, id) => ({ share: 1 / 40_000, anomaly: null, id }));
    const [outcome] = serialResult().outcomes;
    const outcomes = thin.map((one) => ({ ...outcome, ...one }));
    const bar = /<svg[\s\S]*<\/svg>/.exec(report({ ...serialResult(), outcomes } as RaceResult))?.[0] ?? '';
    const widths = [...bar.matchAll(/width="([\d.]+)" height/g)].map(([, width]) => Number(width));
    expect(widths.length).toBeLessThanOrEqual(1001);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(1000, -1);
  });
});

describe('a report is closed', () => {
  const evil = '</style><script>alert(1)</script>"\' onload=x &amp;\u0000';
  const spoiled = (): RaceResult => {
    const text = JSON.stringify(sampleResult())
      .replaceAll('johndoe', JSON.stringify(evil).slice(1, -1).replaceAll('"', '\\"'))
      .replaceAll('/cart/apples', '/<img src=x>');
    const result: RaceResult = JSON.parse(text.replaceAll('\\\\"', '\\"'));
    return { ...result, requests: result.requests.map((one) => ({ ...one, browser: evil })) };
  };

  it('to whatever is reported: every character of it is text', () => {
    const page = report(spoiled(), evil);
    expect(page).not.toMatch(/<script|<img|onload=x &amp;"/);
    expect(page).not.toContain('\u0000');
    expect(page).toContain('&#60;script&#62;alert(1)&#60;/script&#62;');
    // What is left of tags are those that the report is made of.
    const tags = new Set([...page.matchAll(/<([a-z]\w*)/g)].map(([, name]) => name));
    expect([...tags].sort().join(' ')).toBe(
      'body caption code dd div dl dt footer h1 h2 h3 head html main meta p pre rect section style svg table tbody td th thead title tr',
    );
  });

  it('to everything but its own style, which its policy names by hash', () => {
    const page = report(sampleResult());
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(`style-src &#39;sha256-${hash}&#39;`);
    expect(page).toContain('default-src &#39;none&#39;');
    expect(page).not.toMatch(/style="|https?:|src=|href=/);
  });

  it('to secrets', () => {
    const result = sampleResult();
    result.config.options.secret = ['top secret', 'older'];
    expect(report(result)).not.toContain('top secret');
    expect(JSON.stringify(shownResult(result))).not.toContain('top secret');
    expect(shownResult(result).config.options.secret).toHaveLength(2);
  });
});
