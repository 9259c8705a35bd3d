import { createRoot } from 'react-dom/client';
import { createApi } from '../services/api.ts';
import { follow } from '../services/follow.ts';
import { takeToken } from '../services/token.ts';
import { App } from './app.tsx';
import '../ui/tokens.css';
import '../ui/base.css';

const token = takeToken(window.location, sessionStorage, (url) => history.replaceState(null, '', url));
const api = token === null ? null : createApi(token);
// Asked before anything is drawn: the answer comes while the page is being made.
if (api !== null) follow(api);
const root = document.getElementById('root');
if (root) createRoot(root).render(<App api={api} />);
