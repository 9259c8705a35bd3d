import { Timeline } from '../../timeline/timeline.tsx';
import './timeline-panel.css';

/** Requests and sessions over time. */
export const TimelinePanel = () => (
  <section className="timeline-panel" aria-labelledby="timeline-heading">
    <Timeline
      heading={<h2 id="timeline-heading">Timeline</h2>}
      empty={<p>No request yet. Press S to send one, or F to fire several together.</p>}
    />
  </section>
);
