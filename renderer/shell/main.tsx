import './no-eval.ts';
import { createRoot } from 'react-dom/client';
import { createHistory } from '../history/history.ts';
import { createSettings } from '../history/settings.ts';
import { pageStorage } from '../persisted.ts';
import { createApi } from '../services/connection/api.ts';
import { follow } from '../services/connection/follow.ts';
import { takeToken } from '../services/connection/token.ts';
import { keepFocus } from '../services/keyboard/keep-focus.ts';
import { App } from './app.tsx';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/forced-colors.css';

const token = takeToken(window.location, sessionStorage, (url) => history.replaceState(null, '', url));
const api = token === null ? null : createApi(token);
const live = createHistory({ settings: createSettings(pageStorage) });
// Asked before anything is drawn: the answer comes while the page is being made.
if (api !== null) follow(api, live);
keepFocus();
const root = document.getElementById('root');
if (root) createRoot(root).render(<App api={api} live={live} />);
