import { type App, type AppSettings, startApp } from '../../start-app.ts';
import { problemError } from '../../words/problems.ts';

/** Starts the app, and says what is the matter with a port that was asked for. */
export async function startOnPort(settings: AppSettings): Promise<App> {
  try {
    return await startApp(settings);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const { port } = settings;
    if (port === undefined) throw error;
    if (code === 'EADDRINUSE') throw problemError('port-taken', '', { port });
    if (code === 'EACCES') throw problemError('port-forbidden', '', { port });
    throw error;
  }
}
