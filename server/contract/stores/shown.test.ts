import { expect, it } from 'vitest';
import { shownSetting, shownStore } from './store-text.ts';

it.each([
  ['redis://:s3cret@h:1/2', 'redis://h:1/2'],
  ['redis://:s3c/r@et@h', 'redis://:…@h'],
  ['postgres://h/db?password=s3cret', 'postgres://h/db?…'],
  ['memory,redis://:s3cret@h,redis://:s3cret@i', 'memory,redis://:…@i'],
  ['./store.js', './store.js'],
])('shows the store %s without what is secret', (text, shown) => {
  expect(shownStore(text)).toBe(shown);
});

it.each([
  ['store=redis://:s3cret@h', 'store=redis://h'],
  ['store={"kind":"redis","password":"s3cret"}', 'store=…'],
  ['redis=postgres://h/db?password=s3cret', 'redis=postgres://h/db?…'],
  ['redis://:s3cret@h', 'redis://h'],
  ['redis://:s3cret@h?a=1', 'redis://h?…'],
  ['trustProxy=nowhere', 'trustProxy=nowhere'],
  ['resave', 'resave'],
])('shows the setting %s without what is secret of a store', (text, shown) => {
  expect(shownSetting(text)).toBe(shown);
});
