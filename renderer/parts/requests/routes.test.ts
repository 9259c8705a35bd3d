import { describe, expect, it } from 'vitest';
import { draftFor, routeOf, routes, suggestRoutes } from './routes.ts';

describe('the route that answers', () => {
  it('is found by method and path, parameters and queries included', () => {
    expect(routeOf('POST', '/cart/pears?early=save')?.id).toBe('cart');
    expect(routeOf('GET', '/cart/pears')).toBeUndefined();
  });
  it('is found for the example of every route', () => {
    expect(routes.filter((route) => routeOf(route.method, route.example)?.id !== route.id)).toEqual([]);
  });
});

describe('suggestions for a path', () => {
  it('are all routes while the path is one of them, that one first', () => {
    expect(suggestRoutes('/views')).toHaveLength(routes.length + 1);
    expect(
      suggestRoutes('/login')
        .slice(0, 2)
        .map(({ text }) => text),
    ).toEqual(['GET /login', 'POST /login']);
  });
  it('fit what is typed, by path or by what a route does', () => {
    expect(suggestRoutes('bcrypt').map(({ text }) => text)).toEqual(['POST /login']);
    expect(suggestRoutes('/min').map(({ key }) => key)).toEqual(['own']);
  });
});

describe('picking a route', () => {
  it('fills in the demo login', () => {
    const login = routes.find(({ id }) => id === 'login');
    expect(login && draftFor(login)).toMatchObject({
      method: 'POST',
      bodyKind: 'form',
      form: 'username=johndoe\npassword=password',
    });
  });
});
