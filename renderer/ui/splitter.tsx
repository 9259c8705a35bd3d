import { Separator } from 'react-resizable-panels';
import './splitter.css';

/** The line between two panels: dragged, or moved with the arrow keys. */
export const Splitter = ({ label }: { label: string }) => (
  <Separator className="splitter" aria-label={label} />
);
