import { describe, expect, it } from 'vitest';
import { firstDraft } from '../../parts/requests/draft.ts';
import { formsText, readForms } from './kept-forms.ts';

const forms = {
  draft: { ...firstDraft, browser: 'alice', work: 250, to: 'second' },
  sequence: [{ key: 3, step: { together: [{ browser: 'alice', path: '/me' }] } }],
  handlerText: '(req, res) => res.end()',
  settledHistory: {
    past: [{ id: 1, differences: [{ path: ['resave'], from: true, to: false }] }],
    future: [],
  },
};

describe('forms that outlast a reload', () => {
  it('are what they were: draft, sequence, handler, and what can be undone', () => {
    expect(readForms(formsText(forms))).toMatchObject(forms);
  });

  it('are taken as far as they fit', () => {
    const text = JSON.stringify({ ...forms, draft: { ...forms.draft, method: 'BREW' } });
    expect(readForms(text)).toMatchObject({ draft: firstDraft, handlerText: forms.handlerText });
  });

  it.each([null, '', '[]x', '"text"'])('are none in %j', (text) => {
    expect(readForms(text)).toBeNull();
  });
});
