import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { Notice } from './notice.tsx';

/** Catches what a view throws while it draws: says so, and draws it anew when asked. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(thrown: unknown): { error: Error } {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <Notice title="This view could not be drawn">
        <p>
          The lab keeps running and nothing is lost. The reason was: <code>{error.message}</code>
        </p>
        <Button look="primary" onClick={() => this.setState({ error: null })}>
          Draw it again
        </Button>
      </Notice>
    );
  }
}
