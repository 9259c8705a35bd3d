import { describe, expect, it, vi } from 'vitest';
import { maxScenarioBytes } from '../../../server/contract/scenario/catalogue.ts';
import { pageSentence } from '../../page-problems.ts';
import { readText } from './files.ts';

/** A file that says how large it is, without being it. */
function fileOf(size: number, text = 'text') {
  const file = new File([text], 'huge.scenario.json');
  Object.defineProperty(file, 'size', { value: size });
  const read = vi.fn(async () => text);
  return { file: Object.assign(file, { text: read }), read };
}

describe('a file that the browser gives', () => {
  it('is read up to a megabyte', async () => {
    const { file } = fileOf(maxScenarioBytes);
    expect(await readText(file)).toEqual({ ok: true, value: { name: file.name, text: 'text' } });
  });

  it('is not read where it is larger, and how much it may have is said', async () => {
    const { file, read } = fileOf(maxScenarioBytes + 1);
    const refused = await readText(file);
    expect(refused.ok || pageSentence(refused.problem)).toBe('huge.scenario.json: it is larger than 1 MB');
    expect(read).not.toHaveBeenCalled();
  });

  it('is refused, not thrown of, where it cannot be read', async () => {
    const { file, read } = fileOf(1);
    read.mockRejectedValue(new Error('gone'));
    expect(await readText(file)).toMatchObject({ ok: false, problem: { code: 'file-no-text' } });
  });
});
