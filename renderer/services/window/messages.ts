import type { StateCreator } from 'zustand';
import type { Toast } from '../../ui/toasts.tsx';

export type MessagesSlice = {
  toasts: readonly Toast[];
  notify: (toast: Omit<Toast, 'id'>) => void;
  dismiss: (id: number) => void;
};

const shownAtMost = 3;

/** Short messages to the user; the newest few are shown, and the same words never twice. */
export const createMessagesSlice: StateCreator<MessagesSlice> = (set) => {
  let next = 0;
  return {
    toasts: [],
    notify: (toast) =>
      set(({ toasts }) => ({
        toasts: [...toasts.filter(({ text }) => text !== toast.text), { ...toast, id: next++ }].slice(
          -shownAtMost,
        ),
      })),
    dismiss: (id) => set(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
  };
};
