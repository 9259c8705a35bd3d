import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// What jsdom has not got and components ask for as soon as they are imported or drawn.
window.matchMedia ??= (query) =>
  Object.assign(new EventTarget(), {
    matches: false,
    media: query,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
  });
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
Element.prototype.scrollIntoView ??= () => {};

// A machine on which much else runs takes longer than the library's second.
configure({ asyncUtilTimeout: 50_000 });

afterEach(() => {
  cleanup();
  localStorage.clear();
});
