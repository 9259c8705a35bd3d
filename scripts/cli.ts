import { endWithParent } from '../server/cli/process/end-with-parent.ts';
import { ensurePage } from './build.ts';
import { inRepository } from './root.ts';

// `npm run cli`: the command line from its sources, with the page that `serve` serves built first.
endWithParent();
if (process.argv[2] === 'serve') await ensurePage();
process.argv[1] = inRepository('server/cli.ts');
await import(inRepository('server/cli.ts'));
