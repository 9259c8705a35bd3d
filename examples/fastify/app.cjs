// A basket in Fastify, with @fastify/session as it is by default: it saves after every request.
const fastify = require('fastify');
const cookie = require('@fastify/cookie');
const session = require('@fastify/session');

const app = fastify();

app.register(cookie);
app.register(session, {
  secret: 'a secret that is at least 32 characters long',
  cookie: { secure: process.env.NODE_ENV === 'production' },
});

app.post('/basket/:item', async (request) => {
  const { basket = {} } = request.session;
  const { item } = request.params;
  request.session.basket = { ...basket, [item]: (basket[item] ?? 0) + 1 };
  return request.session.basket;
});

app.get('/basket', async (request) => request.session.basket ?? {});

app.post('/logout', async (request) => {
  await request.session.destroy();
  return {};
});

module.exports = app;

if (require.main === module) {
  const listening = app.listen({ port: Number(process.env.PORT ?? 3000) });
  listening.then((address) => process.stdout.write(`${address}\n`));
}
