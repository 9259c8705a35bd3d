/** What the lab's routes keep in a session. */
declare module 'express-session' {
  interface SessionData {
    views?: number;
    user?: unknown;
    cart?: Record<string, number>;
    big?: string;
    attempts?: number;
    things?: Record<string, unknown>;
  }
}

export {};
