import { describe, expect, it } from 'vitest';
import { translateHeaders } from './dev-proxy.ts';

const origins = { api: 'http://127.0.0.1:4000', page: 'http://127.0.0.1:5173' };

describe("the development server's way to the control plane", () => {
  it("makes the page's own requests those of the control plane's own page", () => {
    expect(translateHeaders({ host: '127.0.0.1:5173', origin: 'http://127.0.0.1:5173' }, origins)).toEqual({
      host: '127.0.0.1:4000',
      origin: 'http://127.0.0.1:4000',
    });
  });

  it('leaves a foreign origin as it is, for the control plane to refuse', () => {
    expect(translateHeaders({ host: '127.0.0.1:5173', origin: 'http://evil.example' }, origins)).toEqual({
      host: '127.0.0.1:4000',
    });
  });

  it('leaves a rebound host as it is, for the control plane to refuse', () => {
    expect(translateHeaders({ host: 'evil.example:5173' }, origins)).toEqual({});
  });
});
