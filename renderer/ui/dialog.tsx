import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useState } from 'react';
import './button.css';
import './dialog.css';
import { TopLayer } from './top-layer.ts';

/** A modal dialog for as long as it is rendered; the platform keeps the focus in it and gives it back. */
export function Dialog({
  title,
  onClose,
  wide = false,
  children,
}: {
  title: string;
  onClose: () => void;
  wide?: boolean;
  children: ReactNode;
}) {
  const [dialog, setDialog] = useState<HTMLDialogElement | null>(null);
  const titleId = useId();
  useEffect(() => {
    dialog?.showModal();
    return () => dialog?.close();
  }, [dialog]);
  return (
    <dialog
      ref={setDialog}
      className={`dialog ${wide ? 'wide' : ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <TopLayer value={dialog}>
        <header>
          <h2 id={titleId}>{title}</h2>
          <button type="button" className="button plain icon-only" aria-label="Close" onClick={onClose}>
            <X aria-hidden />
          </button>
        </header>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <div className="dialog-body scroll" tabIndex={0}>
          {children}
        </div>
      </TopLayer>
    </dialog>
  );
}
