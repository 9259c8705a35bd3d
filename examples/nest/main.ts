// A basket in NestJS, as `nest new` sets a project up: compiled by tsc, which `nest build` runs, then raced as dist/main.js.
import 'reflect-metadata';
import { Controller, Get, HttpCode, Injectable, Module, Param, Post, Session } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import session from 'express-session';

type Basket = Record<string, number>;
type BasketSession = { basket?: Basket };

@Injectable()
class Prices {
  /** As a query would, it answers later. */
  async of(item: string): Promise<number> {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return item.length;
  }
}

@Controller('basket')
class BasketController {
  constructor(private readonly prices: Prices) {}

  @Get()
  look(@Session() session: BasketSession): Basket {
    return session.basket ?? {};
  }

  @Post(':item')
  @HttpCode(200)
  async put(@Param('item') item: string, @Session() session: BasketSession): Promise<Basket> {
    const { basket = {} } = session;
    const price = await this.prices.of(item);
    session.basket = { ...basket, [item]: price };
    return session.basket;
  }
}

@Module({ controllers: [BasketController], providers: [Prices] })
class AppModule {}

async function bootstrap(): Promise<void> {
  const app = await NestFactory.create(AppModule, { logger: ['error', 'warn'] });
  app.use(session({ secret: 'keyboard cat', resave: false, saveUninitialized: false }));
  await app.listen(process.env.PORT ?? 3000, '127.0.0.1');
  process.stdout.write(`${await app.getUrl()}\n`);
}

void bootstrap();
