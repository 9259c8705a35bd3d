import type { ReactNode } from 'react';
import './notice.css';

/** A page of its own: what is the matter, and what to do. */
export function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="notice">
      <h1>{title}</h1>
      {children}
    </main>
  );
}
