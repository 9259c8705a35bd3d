import { createRoot } from 'react-dom/client';
import { createApi } from './app/api.ts';
import { App } from './app/app.tsx';
import { follow } from './app/follow.ts';
import { takeToken } from './app/token.ts';
import './ui/tokens.css';
import './ui/base.css';

const token = takeToken(window.location, sessionStorage, (url) => history.replaceState(null, '', url));
const api = token === null ? null : createApi(token);
// Asked before anything is drawn: the answer comes while the page is being made.
if (api !== null) follow(api);
const root = document.getElementById('root');
if (root) createRoot(root).render(<App api={api} />);
