import { X } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from './button.tsx';
import './toasts.css';

/** `next`: what to do now, for an error. `action`: one thing that can be done about it. */
export type Toast = {
  id: number;
  kind: 'done' | 'error';
  text: string;
  next?: string;
  action?: { label: string; run: () => void };
};

const doneFor = 8000;
const errorFor = 20_000;

/** What just happened, in words, at the foot of the window. */
export function Toasts({ toasts, onDismiss }: { toasts: readonly Toast[]; onDismiss: (id: number) => void }) {
  return (
    <section className="toasts" aria-label="Messages">
      {toasts.map((toast) => (
        <ToastView key={toast.id} toast={toast} onDismiss={onDismiss} />
      ))}
    </section>
  );
}

function ToastView({ toast, onDismiss }: { toast: Toast; onDismiss: (id: number) => void }) {
  useEffect(() => {
    const timer = setTimeout(() => onDismiss(toast.id), toast.kind === 'error' ? errorFor : doneFor);
    return () => clearTimeout(timer);
  }, [toast, onDismiss]);
  const { action } = toast;
  return (
    <div className={`toast ${toast.kind}`} role={toast.kind === 'error' ? 'alert' : 'status'}>
      <p className="grow">
        {toast.text}
        {toast.next !== undefined && <span className="toast-next">{toast.next}</span>}
      </p>
      {action && (
        <Button
          onClick={() => {
            action.run();
            onDismiss(toast.id);
          }}
        >
          {action.label}
        </Button>
      )}
      <Button
        look="plain"
        icon={<X aria-hidden />}
        aria-label="Dismiss"
        onClick={() => onDismiss(toast.id)}
      />
    </div>
  );
}
