import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { takeToken } from './app/token.ts';
import './ui/tokens.css';
import './ui/base.css';

const token = takeToken(window.location, sessionStorage, (url) => history.replaceState(null, '', url));
const root = document.getElementById('root');
if (root) createRoot(root).render(<App token={token} />);
