/** The tokens of the theme as the canvas needs them. */
export type Palette = {
  readonly hues: readonly string[];
  readonly ink: string;
  readonly inkSoft: string;
  readonly inkFaint: string;
  readonly surface: string;
  readonly raised: string;
  readonly line: string;
  readonly accent: string;
  readonly danger: string;
  readonly words: string;
  readonly mono: string;
  /** Size factor: 1, or more in presenter size. */
  readonly scale: number;
};

/** Reads the tokens that hold at `element`. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise;
  return {
    hues: Array.from({ length: 8 }, (_, i) => token(`--hue-${i}`, '#0a6fb5')),
    ink: token('--ink', '#1b1c1e'),
    inkSoft: token('--ink-soft', '#4d5056'),
    inkFaint: token('--ink-faint', '#676b72'),
    surface: token('--surface', '#fafaf9'),
    raised: token('--surface-raised', '#ffffff'),
    line: token('--line', '#e2e2de'),
    accent: token('--accent', '#4a45c9'),
    danger: token('--danger', '#c0232c'),
    words: token('--font-words', 'system-ui, sans-serif'),
    mono: token('--font-mono', 'monospace'),
    scale: Number.parseFloat(token('--scale', '1')) || 1,
  };
}

/** Calls back when the theme or the size may have changed. Returns what stops it. */
export function watchPalette(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', changed);
  };
}
