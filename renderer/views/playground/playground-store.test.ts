import { describe, expect, it } from 'vitest';
import { labContext } from '../../../server/contract/doctor/doctor-context.ts';
import { forbiddenStorage, storageWith } from '../../storage.test-helper.ts';
import { createPlaygroundStore } from './playground-store.ts';

describe('how the playground was left', () => {
  it('is found again at the next visit', () => {
    const kept = storageWith();
    const { judgeFor, foldPanel, dismissGuide } = createPlaygroundStore(kept).getState();
    judgeFor({ proxy: true });
    foldPanel('Doctor', true);
    foldPanel('Requests', true);
    foldPanel('Doctor', false);
    dismissGuide();
    expect(createPlaygroundStore(kept).getState()).toMatchObject({
      doctorContext: { ...labContext, proxy: true },
      foldedPanels: ['Requests'],
      isGuideDismissed: true,
    });
  });

  it('is taken over from visits before there were versions, each part by itself', () => {
    const doctorContext = { ...labContext, https: true, host: null };
    const left = {
      'doctor-context': JSON.stringify(doctorContext),
      guide: 'dismissed',
      'panel:Doctor': 'folded',
      'panel:Requests': 'open',
    };
    const all = { doctorContext, foldedPanels: ['Doctor'], isGuideDismissed: true };
    expect(createPlaygroundStore(storageWith(left)).getState()).toMatchObject(all);
    expect(createPlaygroundStore(storageWith({ ...left, 'doctor-context': '{' })).getState()).toMatchObject({
      ...all,
      doctorContext: labContext,
    });
  });

  it.each(['not JSON', '{"proxy":"yes"}', '{"planet":"earth"}', '[]'])(
    'passes over %s where a context should be',
    (context) => {
      const { doctorContext } = createPlaygroundStore(storageWith({ 'doctor-context': context })).getState();
      expect(doctorContext).toEqual(labContext);
    },
  );

  it('holds for the visit where storage is forbidden', () => {
    const { getState } = createPlaygroundStore(forbiddenStorage);
    getState().foldPanel('Doctor', true);
    expect(getState()).toMatchObject({ foldedPanels: ['Doctor'], doctorContext: labContext });
  });
});
